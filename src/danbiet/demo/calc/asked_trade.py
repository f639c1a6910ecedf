"""Questions about trade, farming, surroundings, roads and power. A block is `key | subject`, the text, `> ` the answer."""

TRADE = """
business-household | Mở tiệm tạp hóa tại nhà cần đăng ký gì
Tôi định mở tiệm tạp hóa nhỏ ở nhà, vốn khoảng 30 triệu. Có phải đăng ký hộ kinh doanh không, nộp hồ sơ ở đâu?
> Đăng ký hộ kinh doanh tại Phòng Tài chính – Kế hoạch huyện, 3 ngày làm việc, lệ phí 100.000 đồng; bán hàng rong, quà vặt thu nhập thấp thì không phải đăng ký.

business-household-stop | Tạm ngừng hoặc chấm dứt hộ kinh doanh
Do dịch ế ẩm tôi muốn nghỉ bán một thời gian. Phải báo cho ai, nếu dẹp luôn thì trả giấy phép ra sao?
> Tạm ngừng từ 30 ngày trở lên phải thông báo cho phòng Tài chính – Kế hoạch và Chi cục Thuế trước 3 ngày; chấm dứt thì nộp lại giấy và hoàn thành nghĩa vụ thuế.

business-household-tax | Giảm thuế khoán cho hộ buôn bán do COVID-19
Quán tôi đóng cửa hơn 3 tháng nhưng thuế khoán vẫn thu như cũ. Có được miễn, giảm không?
> Theo Nghị định 92/2021/NĐ-CP, hộ kinh doanh được miễn thuế quý III, IV/2021 tại địa bàn chịu ảnh hưởng dịch; cơ quan thuế lập danh sách, không phải nộp hồ sơ.

business-company-online | Thành lập công ty qua mạng
Tôi muốn đăng ký thành lập công ty TNHH một thành viên trực tuyến, không có chữ ký số thì làm được không?
> Dùng tài khoản đăng ký kinh doanh trên dangkykinhdoanh.gov.vn, ký bằng xác thực tài khoản, miễn lệ phí, 3 ngày làm việc.

business-address-change | Công ty chuyển trụ sở sang huyện khác
Công ty dời văn phòng từ Châu Thành về thành phố Sóc Trăng. Phải làm thủ tục với thuế trước hay đăng ký kinh doanh trước?
> Nếu thay đổi cơ quan thuế quản lý, hoàn thành thủ tục tại cơ quan thuế nơi đi trước, rồi đăng ký thay đổi tại Phòng Đăng ký kinh doanh.

business-food-safety | Giấy chứng nhận an toàn thực phẩm cho quán ăn
Tôi mở quán hủ tiếu 10 bàn. Có cần giấy đủ điều kiện vệ sinh an toàn thực phẩm và khám sức khỏe không?
> Cơ sở kinh doanh thức ăn đường phố, nhỏ lẻ không phải có giấy chứng nhận nhưng phải ký cam kết với xã; nhà hàng có đăng ký kinh doanh nộp hồ sơ tại Chi cục An toàn vệ sinh thực phẩm.

business-alcohol-retail | Giấy phép bán lẻ rượu
Cửa hàng tôi muốn bán thêm rượu chai. Xin giấy phép bán lẻ rượu ở phòng nào, điều kiện ra sao?
> Nộp tại Phòng Kinh tế (Kinh tế và Hạ tầng) huyện, có hợp đồng với nhà phân phối, địa điểm cố định; 10 ngày làm việc.

business-tobacco | Giấy phép bán lẻ thuốc lá
Tiệm tạp hóa bán thuốc lá lẻ có cần giấy phép không, cấp bao lâu?
> Có. Phòng Kinh tế huyện cấp giấy phép bán lẻ sản phẩm thuốc lá trong 15 ngày làm việc.

business-karaoke | Điều kiện kinh doanh dịch vụ karaoke
Tôi muốn mở 4 phòng hát karaoke. Diện tích phòng, khoảng cách trường học và phòng cháy quy định ra sao?
> Phòng hát từ 20 m2, cách trường học, bệnh viện, cơ sở tôn giáo 200 m, đủ điều kiện an ninh trật tự và phòng cháy chữa cháy; phòng Văn hóa cấp huyện thẩm định, 5 ngày làm việc.

business-gas | Bán lẻ gas cần giấy gì
Cửa hàng bán bình gas tại nhà phải có những giấy chứng nhận nào?
> Cần giấy chứng nhận đủ điều kiện cửa hàng bán lẻ LPG chai, hợp đồng với thương nhân kinh doanh khí, nghiệm thu phòng cháy; nộp tại Phòng Kinh tế huyện.

business-medicine | Mở quầy thuốc tây ở xã
Em tốt nghiệp dược sĩ trung cấp, muốn mở quầy thuốc ở xã. Cần chứng chỉ hành nghề và thực hành bao lâu?
> Quầy thuốc do dược sĩ từ trung học có chứng chỉ hành nghề (thực hành 18 tháng) đứng tên, đạt GPP, Sở Y tế cấp giấy đủ điều kiện trong 30 ngày.

business-fertiliser | Buôn bán phân bón, thuốc bảo vệ thực vật
Điều kiện mở đại lý vật tư nông nghiệp ở ấp, học lớp bồi dưỡng ở đâu?
> Người bán phải có trình độ trung cấp chuyên ngành hoặc chứng nhận bồi dưỡng; Chi cục Trồng trọt và Bảo vệ thực vật cấp giấy đủ điều kiện.

business-guesthouse | Cho khách du lịch thuê phòng tại nhà
Nhà tôi ở Cồn Mỹ Phước có 3 phòng muốn làm homestay. Phải đủ những điều kiện gì và khai báo khách ra sao?
> Đăng ký hộ kinh doanh, cam kết an ninh trật tự, phòng cháy, thông báo với Sở Văn hóa, Thể thao và Du lịch trước 15 ngày và thông báo lưu trú hằng ngày.

business-night-market | Thuê chỗ bán ở chợ đêm
Tôi muốn thuê một gian hàng ăn tại chợ đêm thành phố. Liên hệ ai, tiền thuê mỗi tháng thế nào?
> Liên hệ Ban Quản lý chợ; gian hàng trống được bốc thăm đầu quý, giá theo bảng của UBND thành phố.

business-advert-board | Lắp bảng hiệu trước cửa hàng
Tôi đặt một bảng hiệu đèn ngang 4 mét trước tiệm. Có cần xin phép không hay chỉ thông báo?
> Biển hiệu không phải xin phép nhưng đúng kích thước (ngang cao tối đa 2 m, dọc cao 4 m); bảng quảng cáo từ 20 m2 phải có giấy phép xây dựng và thông báo sản phẩm quảng cáo.

business-invoice | Hóa đơn điện tử cho hộ kinh doanh nhỏ
Hộ khoán như tôi có phải dùng hóa đơn điện tử từ năm 2022 không?
> Hộ nộp thuế khoán chưa bắt buộc; khi cần thì mua hóa đơn từng lần phát sinh tại Chi cục Thuế.

tax-code-personal | Tra cứu mã số thuế cá nhân bị trùng
Tôi có hai mã số thuế cá nhân do hai công ty đăng ký bằng CMND và CCCD. Làm sao hủy bớt một mã?
> Ông (bà) nộp hồ sơ cập nhật thông tin và chấm dứt hiệu lực mã sau tại Chi cục Thuế; tra cứu trên trang tracuunnt.gdt.gov.vn.

tax-registration-car | Lệ phí trước bạ khi mua xe máy cũ
Mua lại xe máy đã qua sử dụng thì lệ phí trước bạ mấy phần trăm, nộp qua mạng được không?
> Xe máy nộp lần thứ hai trở đi 1 % giá trị còn lại, nộp trực tuyến qua Cổng Dịch vụ công hoặc ngân hàng.

tax-refund | Hoàn thuế thu nhập cá nhân
Năm ngoái công ty khấu trừ 10 % trong khi thu nhập của tôi chưa tới mức đóng. Tôi xin hoàn số tiền này thế nào?
> Tự quyết toán trên trang Thuế điện tử, đánh dấu đề nghị hoàn; cơ quan thuế hoàn trong 6 ngày làm việc đối với hồ sơ hoàn trước.
"""

FARMING = """
farm-disease-pigs | Hỗ trợ hộ có heo bị dịch tả heo châu Phi
Đàn heo 12 con của tôi bị tiêu hủy hồi tháng 9. Mức hỗ trợ một ký bao nhiêu và khi nào nhận?
> Heo con, heo thịt hỗ trợ 38.000 đồng/kg hơi. Hồ sơ đã được Sở Nông nghiệp thẩm định, tiền chi qua UBND xã trong tháng 12.

farm-salt-water | Lúa chết do nhiễm mặn được hỗ trợ thế nào
Vụ lúa vừa rồi nước mặn tràn vào làm thiệt hại trên 70 %. Nông dân kê khai với ai để nhận hỗ trợ thiệt hại?
> Kê khai với ban nhân dân ấp ngay khi xảy ra; theo Nghị định 02/2017/NĐ-CP thiệt hại trên 70 % hỗ trợ 2 triệu đồng/ha lúa thuần.

farm-loan | Vay vốn ưu đãi phát triển chăn nuôi
Tôi muốn vay vốn lãi suất thấp nuôi bò. Vay qua hội nào, tối đa bao nhiêu?
> Liên hệ Tổ tiết kiệm và vay vốn của Hội Nông dân hoặc Hội Phụ nữ; hộ nghèo, cận nghèo, mới thoát nghèo vay tối đa 100 triệu đồng không thế chấp.

farm-coop | Thành lập hợp tác xã nông nghiệp
Chúng tôi có 15 hộ trồng hành tím muốn lập hợp tác xã. Thủ tục và chính sách khuyến khích ra sao?
> Cần tối thiểu 7 thành viên, điều lệ, phương án sản xuất; đăng ký tại Phòng Tài chính – Kế hoạch huyện. Liên minh Hợp tác xã hỗ trợ 30 triệu đồng chi phí thành lập.

farm-brand | Đăng ký sản phẩm OCOP cho bánh pía
Cơ sở bánh của tôi muốn tham gia chương trình mỗi xã một sản phẩm. Tiêu chí và nơi đánh giá?
> Nộp phiếu đăng ký ý tưởng tại UBND xã; Hội đồng cấp huyện chấm, từ 50 điểm đạt 3 sao và được hỗ trợ tem, bao bì.

farm-seed | Hỗ trợ lúa giống chất lượng cao
Nông dân mua lúa giống ST25 có được trợ giá không, đăng ký ở đâu?
> Trung tâm Khuyến nông hỗ trợ 50 % giống trong mô hình; đăng ký qua UBND xã đầu vụ.

farm-sluice | Cống ngăn mặn đóng lâu làm ruộng thiếu nước
Cống Cái Oanh đóng hơn nửa tháng, lúa của bà con khô nứt. Đề nghị ngành thủy lợi mở cống lấy nước.
> Cống đóng do độ mặn ngoài sông trên 2‰. Chi cục Thủy lợi tranh thủ mở khi nước ròng, lịch thông báo trên loa xã và Zalo.

farm-pump-fee | Tiền bơm nước trong ấp thu quá cao
Tổ bơm thu 180.000 đồng một công, cao hơn ấp bên. Mức thu do ai quyết định?
> Giá dịch vụ thủy lợi nội đồng do tổ hợp tác và hộ dân thỏa thuận bằng biên bản, UBND xã giám sát; xã sẽ họp lại với tổ bơm.

farm-boat-register | Đăng ký tàu cá
Tôi mới đóng ghe đánh cá dài 9 mét. Phải đăng ký, xin giấy phép khai thác ở đâu?
> Tàu dài từ 6 m phải đăng ký tại Chi cục Thủy sản; hồ sơ gồm tờ khai, giấy xuất xưởng, hóa đơn trước bạ, ảnh tàu; 3 ngày làm việc.

farm-boat-tracker | Hỗ trợ lắp thiết bị giám sát hành trình
Tàu tôi 16 mét bắt buộc lắp thiết bị giám sát. Tỉnh có hỗ trợ tiền thuê bao không?
> Nghị quyết HĐND tỉnh hỗ trợ 50 % chi phí mua thiết bị, tối đa 10 triệu đồng, và phí thuê bao 2 năm đầu.

farm-machine | Hỗ trợ mua máy gặt đập liên hợp
Hợp tác xã muốn mua máy gặt, nghe nói được hỗ trợ lãi suất. Điều kiện thế nào?
> Theo Quyết định 68/2013/QĐ-TTg được hỗ trợ 100 % lãi suất hai năm đầu, vay tại ngân hàng thương mại.
"""

SURROUNDINGS = """
env-waste-collection | Xe không vào thu gom rác trong ấp
Ấp tôi hơn một tháng nay không có xe lấy rác, bà con phải đốt. Đề nghị công ty đô thị gom rác thường xuyên.
> Công ty Công trình đô thị đã bố trí xe ép nhỏ vào thứ Ba, thứ Sáu hằng tuần từ ngày 01/12.

env-waste-fee | Thu tiền rác dù không được thu gom
Nhà tôi trong hẻm sâu, rác tự xử lý nhưng hằng tháng vẫn bị thu phí vệ sinh 25.000 đồng.
> Hộ chưa được cung cấp dịch vụ thì không phải nộp. Đơn vị thu sẽ hoàn lại 4 tháng đã thu.

env-smell-pig | Mùi hôi từ chuồng heo của nhà bên
Trại heo gần 50 con nằm sát khu dân cư, phân xả ra mương, mùi hôi không chịu nổi.
> UBND xã kiểm tra, yêu cầu chủ hộ làm hầm biogas trong 30 ngày và giảm đàn; cơ sở trong khu nội thị không được phép chăn nuôi theo Nghị quyết HĐND tỉnh.

env-karaoke-noise | Karaoke loa kéo gây ồn mỗi tối
Xóm tôi tối nào cũng hát loa kẹo kéo tới khuya, trẻ em không học bài được. Ai xử lý tiếng ồn?
> Công an xã nhắc nhở, lập biên bản; gây ồn trong khu dân cư từ 22 giờ đến 6 giờ phạt 100.000–300.000 đồng, vượt quy chuẩn phạt theo Nghị định 155/2016/NĐ-CP.

env-canal | Kênh ô nhiễm do nước thải nhà máy
Nước kênh Maspero đen, bốc mùi và cá chết do nhà máy chế biến thủy sản xả thải. Đề nghị kiểm tra.
> Sở Tài nguyên và Môi trường đã lấy mẫu; nhà máy bị lập biên bản và buộc vận hành lại hệ thống xử lý nước thải.

env-water-supply | Nhiều tuần không có nước sạch
Khu vực cuối tuyến của ấp bị mất nước máy hơn ba tuần, phải đi mua từng can. Khi nào khắc phục?
> Trung tâm Nước sạch nông thôn thay bơm tăng áp và nâng ống D90, cấp nước lại từ ngày 10/12; trong thời gian chờ có xe bồn.

env-water-bill | Hóa đơn tiền nước tăng bất thường
Tháng này nhà tôi bị tính 65 khối, mọi tháng chỉ 15. Xin kiểm tra đồng hồ nước.
> Nhân viên đã kiểm tra, ống sau đồng hồ bị rò; công ty giảm 50 % phần nước thất thoát lần đầu.

env-well | Xin phép khoan giếng
Tôi muốn khoan giếng lấy nước ngầm tưới rẫy. Có phải xin phép không, sâu bao nhiêu thì phải đăng ký?
> Hộ gia đình dùng dưới 10 m3/ngày không phải xin phép, nhưng vùng hạn chế khai thác và giếng sâu hơn 20 m phải đăng ký với UBND xã.

env-burn-straw | Khói đốt rơm rạ
Đồng trong mùa đốt rơm, khói phủ đường tỉnh 934 rất nguy hiểm. Có quy định cấm không?
> Đốt rơm gần khu dân cư, trục giao thông bị phạt 2,5–3 triệu đồng; ngành nông nghiệp hướng dẫn ủ phân, bán rơm cuộn.

env-dog | Chó thả rông ngoài đường
Nhiều hộ nuôi chó không rọ mõm thả ngoài đường, trẻ nhỏ bị rượt. Đề nghị xử phạt.
> Thả chó nơi công cộng không rọ mõm bị phạt 1–2 triệu đồng; phường đã ra thông báo và lập đội bắt chó.

env-tree-line | Nhánh cây đè lên dây điện
Cây còng trước trường ngã nhánh lên dây điện, mưa gió rất nguy hiểm.
> Điện lực cắt tỉa cây ngày 06/11, đường dây an toàn.

road-hole | Đường ấp xuống cấp nhiều ổ gà
Lộ đal vào ấp hư hỏng nặng, ổ gà lồi lõm, học sinh đi hay bị té. Khi nào sửa chữa?
> Tuyến đã đưa vào kế hoạch giao thông nông thôn năm 2022, trước mắt xã dặm vá đá mi.

road-lamp | Đèn đường không sáng
Đoạn đường Phạm Hùng 5 bóng đèn hư mấy tuần, tối rất nguy hiểm.
> Đã thay bóng ngày 02/12. Báo sự cố chiếu sáng qua đường dây nóng của công ty.

road-bridge | Cầu dân sinh sắp sập
Cầu ván qua kênh Bà Tám mục nát, xe máy qua lại nguy hiểm. Đề nghị xây cầu bê tông.
> Huyện đã cắm biển hạn chế tải trọng; cầu bê tông rộng 3 m khởi công quý I/2022 từ nguồn xã hội hóa.

road-flood | Đường ngập khi triều cường
Cứ rằm, ba mươi là đường Hai Bà Trưng ngập sâu nửa mét, nước tràn vào nhà. Chừng nào nâng cấp thoát nước?
> Dự án chống ngập sẽ lắp van ngăn triều và nâng cốt đường, hoàn thành cuối 2022; trước mắt vận hành bơm lưu động.

road-donate | Hiến đất làm lộ rồi thủ tục giấy tờ ra sao
Gia đình tôi hiến 3 mét đất dọc tuyến để mở rộng lộ. Sau đó giấy chứng nhận có được chỉnh lại diện tích miễn phí không?
> Văn bản hiến đất có xác nhận của UBND xã là căn cứ chỉnh lý giấy chứng nhận, không thu phí đo đạc và cấp giấy.

road-overload | Xe tải chở cát quá tải làm hư đường
Đoàn xe ben chở cát chạy suốt ngày làm nát đường tỉnh, bụi mù mịt.
> Thanh tra giao thông đã cân 14 xe, phạt 6 xe vượt tải trọng và buộc chủ mỏ phủ bạt, tưới đường.

power-new-meter | Gắn đồng hồ điện riêng
Nhà tôi đang câu nhờ điện của người bà con, muốn gắn công tơ riêng. Hồ sơ và chi phí thế nào?
> Gọi 1900 1006 hoặc Cổng Dịch vụ công; điện lực lắp công tơ 1 pha miễn phí trong 3 ngày làm việc, khách hàng trả dây sau công tơ.

power-price-tenant | Chủ trọ thu tiền điện cao hơn quy định
Phòng trọ thu 4.000 đồng một ký điện. Người thuê trọ được tính giá nào?
> Người thuê được áp dụng giá bán lẻ sinh hoạt, 4 người một định mức; chủ nhà thu cao hơn bị phạt 7–10 triệu đồng.

power-cut | Cúp điện liên tục không thông báo
Tuần này ngày nào khu vực Long Phú cũng mất điện đột ngột, hàng tôm bị hư. Điện lực giải thích?
> Sự cố do cây ngã vào đường dây 22 kV. Lịch ngừng cung cấp điện có kế hoạch báo trước 5 ngày qua Zalo và ứng dụng CSKH.

vehicle-register | Đăng ký xe máy mới tại công an huyện
Mua xe máy mới thì bấm biển số ở công an huyện hay tỉnh, giấy tờ đem theo gồm gì?
> Công an cấp huyện nơi thường trú; mang giấy khai đăng ký, chứng từ trước bạ, hóa đơn, CCCD; biển số cấp ngay, cà vẹt 2 ngày.

vehicle-sold-unknown | Xe cũ qua nhiều đời chủ không giấy tờ mua bán
Xe tôi mua lại đã qua nhiều người, không tìm được chủ đứng tên. Làm sao đăng ký chính chủ?
> Theo Thông tư 58/2020/TT-BCA, người đang sử dụng xe nộp giấy khai có cam kết nguồn gốc; công an niêm yết 30 ngày rồi cấp đăng ký (đến 31/12/2021).

vehicle-plate-lost | Rớt mất biển số xe
Tôi chạy mưa bị rớt biển số. Xin cấp lại biển số tại đâu, lệ phí?
> Công an nơi đăng ký xe, 7 ngày làm việc, lệ phí 50.000 đồng, giữ nguyên số.

licence-exchange | Đổi giấy phép lái xe hết hạn
Bằng lái ô tô hạng B2 của tôi sắp hết hạn. Đổi ở đâu, có cần khám sức khỏe và thi lại không?
> Nộp tại Sở Giao thông vận tải kèm giấy khám sức khỏe; quá hạn từ 3 tháng phải thi lại lý thuyết. 5 ngày làm việc, 135.000 đồng.

licence-lost | Mất bằng lái xe
Tôi làm rơi bằng lái A1. Xin cấp lại cần gì, có phải thi lại không?
> Bằng còn hồ sơ gốc, mất lần đầu không phải thi; nộp đơn tại Sở Giao thông vận tải, sau 2 tháng không phát hiện bị thu giữ thì cấp lại.

licence-online | Đổi giấy phép lái xe trên Cổng Dịch vụ công
Tôi nghe có thể đổi bằng lái qua mạng mức độ 4. Giấy khám sức khỏe điện tử lấy thế nào?
> Đăng nhập Cổng Dịch vụ công quốc gia, bệnh viện gửi kết quả khám lên hệ thống; nộp phí trực tuyến và nhận bằng qua bưu điện.

licence-a1-illiterate | Thi bằng A1 cho người không biết chữ
Người Khmer lớn tuổi không biết đọc chữ Việt có được thi bằng lái xe máy không?
> Có. Sở tổ chức lớp riêng, sát hạch lý thuyết bằng hỏi đáp có phiên dịch tiếng Khmer theo quyết định của UBND tỉnh.

fine-online | Nộp phạt vi phạm giao thông trực tuyến
Tôi ở xa nơi vi phạm, muốn đóng tiền phạt qua mạng và nhận lại giấy tờ tại nhà.
> Nhập số biên bản trên Cổng Dịch vụ công quốc gia, thanh toán và đăng ký nhận giấy tờ qua bưu điện.

order-gambling | Tụ điểm đá gà ăn tiền
Trong ấp cuối tuần hay tổ chức đá gà, ghi đề công khai. Đề nghị công an triệt phá.
> Công an huyện đã bắt quả tang 9 đối tượng. Người dân báo tin qua số trực ban, thông tin được giữ kín.

order-loan-shark | Bị chủ nợ tín dụng đen đe dọa
Em tôi vay app, nay cả nhà bị gọi điện khủng bố, dọa tạt sơn. Phải làm gì?
> Lưu tin nhắn, ghi âm và trình báo công an xã hoặc Phòng Cảnh sát hình sự; vay lãi trên 100 %/năm là tội cho vay lãi nặng.

order-scam-call | Cuộc gọi giả danh công an
Có người tự xưng công an gọi báo tôi liên quan đường dây ma túy, bắt chuyển tiền vào tài khoản.
> Đây là thủ đoạn lừa đảo. Công an không làm việc qua điện thoại; không chuyển tiền, báo ngay công an nơi gần nhất.
"""
