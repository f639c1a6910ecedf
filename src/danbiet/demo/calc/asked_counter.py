"""Questions about schools, work, the counter, culture. A block is `key | subject`, the text, `> ` the answer."""

SCHOOL = """
school-first-class | Cho con vào lớp 1 trái nơi thường trú
Hộ khẩu tôi ở Phường 9 nhưng ở trọ Phường 2. Con vào lớp một trường gần nhà trọ được không?
> Trẻ có xác nhận tạm trú được xét theo địa bàn cư trú thực tế; nộp đơn cho phòng Giáo dục từ 01/7.

school-transfer | Chuyển trường giữa năm học
Gia đình dời về quê nên con đang học lớp 7 phải chuyển trường giữa năm. Hồ sơ gồm gì?
> Đơn, học bạ, giấy giới thiệu chuyển trường; THCS chuyển trong tỉnh do Phòng Giáo dục nơi đến tiếp nhận.

school-fee-exempt | Miễn giảm học phí cho học sinh
Con tôi học mẫu giáo, gia đình cận nghèo. Được giảm học phí bao nhiêu và cần giấy gì?
> Nghị định 81/2021/NĐ-CP: hộ nghèo miễn 100 %, cận nghèo giảm 50 %; nộp đơn và giấy xác nhận tại trường.

school-money-collected | Trường thu nhiều khoản đóng góp
Đầu năm trường thu quỹ hội phụ huynh, quỹ lớp, tiền máy lạnh. Các khoản này có đúng quy định?
> Ban đại diện cha mẹ không được quy định mức bình quân hay bắt buộc; Phòng Giáo dục đã yêu cầu trường trả lại tiền máy lạnh.

school-lunch-support | Hỗ trợ gạo và tiền ăn cho học sinh xã khó khăn
Học sinh trường Phú Mỹ ở xa có được hỗ trợ 15 kg gạo theo Nghị định 116 không?
> Học sinh tiểu học, THCS ở xã đặc biệt khó khăn, nhà cách trường từ 4–7 km được tiền ăn 40 % lương cơ sở và 15 kg gạo mỗi tháng.

school-extra-lessons | Giáo viên ép học thêm
Cô chủ nhiệm gợi ý học sinh phải học thêm ở nhà cô mới đủ điểm. Quy định thế nào?
> Giáo viên không được dạy thêm học sinh chính khóa của mình khi chưa được phép; Phòng Giáo dục đang xác minh.

school-diploma-copy | Xin bản sao bằng tốt nghiệp từ sổ gốc
Tôi mất bằng tốt nghiệp THPT năm 1999. Xin cấp bản sao ở đâu, có được cấp lại bản chính không?
> Sở Giáo dục và Đào tạo cấp bản sao từ sổ gốc trong ngày, miễn phí; bản chính văn bằng không cấp lại.

school-diploma-correct | Chỉnh sửa ngày sinh trên văn bằng
Bằng cấp 3 ghi sai ngày sinh so với giấy khai sinh. Xin chỉnh sửa ở đâu?
> Nộp đơn, bản sao khai sinh và văn bằng tại Sở Giáo dục và Đào tạo, 5 ngày làm việc.

school-diploma-recognise | Công nhận văn bằng do nước ngoài cấp
Tôi học thạc sĩ ở Thái Lan, muốn công nhận bằng để dự tuyển. Nộp về Sở hay Bộ?
> Bằng đại học trở lên do Cục Quản lý chất lượng – Bộ GD&ĐT công nhận, nộp trực tuyến; bằng phổ thông do Sở công nhận.

school-device | Hỗ trợ máy tính cho học sinh học trực tuyến
Nhà tôi không có điện thoại thông minh, con không học online được. Có chương trình nào hỗ trợ?
> Chương trình "Sóng và máy tính cho em" đã trao 2.300 máy tính bảng; gia đình đăng ký với giáo viên chủ nhiệm.

school-loan | Vay vốn cho sinh viên
Em đậu đại học, gia đình khó khăn. Thủ tục vay vốn sinh viên ra sao, mỗi tháng tối đa bao nhiêu?
> Gia đình vay tại Ngân hàng Chính sách xã hội qua tổ vay vốn, tối đa 2,5 triệu đồng/tháng, kèm giấy xác nhận của trường.
"""

WORK = """
work-abroad | Đi làm việc ở nước ngoài theo hợp đồng qua tỉnh
Tôi muốn đi lao động Nhật Bản. Tỉnh có chương trình hỗ trợ vay vốn và học tiếng không?
> Trung tâm Dịch vụ việc làm tư vấn; hộ nghèo, dân tộc, người có công được hỗ trợ học nghề, ngoại ngữ và vay 100 % chi phí.

work-training | Lớp dạy nghề miễn phí cho lao động nông thôn
Tôi muốn học nghề may, nấu ăn miễn phí. Đăng ký ở đâu, có hỗ trợ tiền ăn không?
> Đăng ký tại UBND xã; người nghèo, dân tộc được 30.000 đồng tiền ăn mỗi ngày học.

work-wage-owed | Công ty nợ lương công nhân
Xưởng may nợ lương chúng tôi ba tháng, chủ hẹn hoài không trả. Khiếu nại cơ quan nào?
> Thanh tra Sở Lao động – Thương binh và Xã hội đã làm việc, công ty cam kết trả trước 25/12; có thể yêu cầu hòa giải viên hoặc khởi kiện.

work-exam-civil | Lịch thi tuyển công chức
Bao giờ tỉnh tổ chức thi tuyển công chức và điều kiện dự tuyển thế nào?
> Kỳ thi dự kiến quý I/2022, thông báo trên trang Sở Nội vụ; nhận phiếu đăng ký 30 ngày.

work-teacher-contract | Giáo viên hợp đồng lâu năm chưa vào biên chế
Tôi dạy hợp đồng 9 năm ở trường mầm non, đóng bảo hiểm đầy đủ. Có được xét tuyển đặc cách?
> Thực hiện theo Công văn 5378/BNV, người hợp đồng trước 31/12/2015 đã được xét; các trường hợp sau dự tuyển viên chức.

work-commune-allowance | Phụ cấp người hoạt động không chuyên trách ở ấp
Tôi làm phó trưởng ấp. Mức phụ cấp hiện nay và có đóng BHXH không?
> Nghị quyết HĐND tỉnh quy định 1,0 mức lương cơ sở cho trưởng ấp, 0,7 cho phó; đóng BHXH áp dụng với cấp xã.
"""

COUNTER = """
counter-attitude | Cán bộ một cửa có thái độ khó chịu
Ngày 05/10 tôi đến nộp hồ sơ tại Bộ phận Một cửa, nhân viên tiếp nhận nói năng gắt gỏng, không hướng dẫn.
> UBND huyện đã kiểm điểm công chức, xin lỗi công dân và bố trí lại vị trí; mong ông (bà) tiếp tục góp ý qua phiếu đánh giá.

counter-again-papers | Yêu cầu bổ sung hồ sơ nhiều lần
Tôi phải đi lại bốn lần, mỗi lần lại bị yêu cầu thêm một loại giấy. Theo quy định được bổ sung mấy lần?
> Nghị định 61/2018/NĐ-CP: chỉ yêu cầu bổ sung một lần bằng phiếu; cán bộ vi phạm đã bị phê bình.

counter-bribe | Gợi ý tiền bồi dưỡng để làm nhanh
Có người ở nơi tiếp nhận nói đưa thêm 2 triệu thì hồ sơ xong trong tuần. Tôi phản ánh với ai?
> Thanh tra tỉnh đã tiếp nhận, thông tin người báo được bảo mật; đường dây nóng công khai tại mọi Bộ phận Một cửa.

counter-track | Tra cứu tình trạng giải quyết hồ sơ
Tôi có giấy biên nhận, muốn biết hồ sơ đang ở bước nào mà không phải chạy lên hỏi.
> Nhập mã hồ sơ tại dichvucong.soctrang.gov.vn, quét mã QR trên biên nhận hoặc nhắn Zalo "Một cửa Sóc Trăng".

counter-post | Nhận kết quả qua bưu điện
Tôi muốn được gửi kết quả về nhà, không phải quay lại lấy. Phí bưu chính công ích bao nhiêu?
> Đánh dấu nhận qua bưu chính khi nộp, cước 26.000–31.000 đồng trong tỉnh, trả cho bưu tá.

counter-online-account | Không tạo được tài khoản dịch vụ công
Khi đăng ký tài khoản Cổng Dịch vụ công, hệ thống báo số CMND không trùng thuê bao di động.
> Tài khoản xác thực theo chủ thuê bao; dùng SIM đứng tên mình hoặc đăng ký bằng mã số BHXH, VNPT ID; Một cửa có nhân viên tạo giúp.

counter-online-password | Quên mật khẩu vì đổi số điện thoại
Tôi thay SIM nên không nhận được mã OTP để lấy lại mật khẩu tài khoản dịch vụ công.
> Mang CCCD đến Bộ phận Một cửa bất kỳ để cập nhật số mới, hoặc gọi 1800 1096.

counter-online-pay | Thanh toán lệ phí trực tuyến bị lỗi
Tôi nộp lệ phí qua mạng, thẻ đã trừ tiền mà hệ thống vẫn báo chưa thanh toán.
> Giao dịch treo được đối soát trong 2 ngày làm việc, tiền ghi nhận vào hồ sơ hoặc hoàn lại thẻ.

counter-apology | Hồ sơ quá hạn có thư xin lỗi không
Hồ sơ của tôi trễ 12 ngày mà không nhận được văn bản giải thích nào.
> Cơ quan để trễ phải gửi phiếu xin lỗi và hẹn lại ngày trả, theo Nghị định 61/2018/NĐ-CP; đơn vị đã bổ sung thư xin lỗi.

counter-hours | Giờ làm việc buổi trưa
Bộ phận Một cửa có trực buổi trưa để người đi làm nộp hồ sơ không?
> Giờ làm việc 7:00–11:30 và 13:00–17:00; thành phố Sóc Trăng có tổ trực trưa thứ Hai, thứ Năm.

counter-proxy | Con nộp hồ sơ thay cho cha mẹ
Ba tôi lớn tuổi, tôi đem giấy tờ đi nộp thay có cần giấy ủy quyền chứng thực không?
> Đa số thủ tục nhận nộp thay không cần ủy quyền, trừ thủ tục phải ký trước mặt công chức; người nộp mang CCCD của mình.

counter-khmer | Cán bộ biết tiếng Khmer ở nơi tiếp nhận
Mẹ tôi chỉ nói tiếng Khmer. Xã có người tiếp nhận biết tiếng dân tộc để hướng dẫn không?
> 41 xã có đông đồng bào đã bố trí công chức biết tiếng Khmer, bảng hướng dẫn song ngữ treo tại quầy.

counter-blind | Giúp người già, khiếm thị nộp hồ sơ trực tuyến
Ông bà tôi mắt kém, không rành máy móc, trong khi xã bảo phải nộp qua mạng.
> Đoàn viên Tổ công nghệ số cộng đồng hỗ trợ tại chỗ; hồ sơ giấy vẫn được nhận, không bắt buộc trực tuyến.

counter-many-commune-stamp | Vẫn đòi giấy xác nhận của xã dù dữ liệu có sẵn
Nơi tiếp nhận yêu cầu tôi về xã đóng dấu xác nhận nơi cư trú trong khi công an đã có dữ liệu dân cư.
> Không được yêu cầu giấy tờ đã có trong cơ sở dữ liệu; Sở Nội vụ đã nhắc các đơn vị khai thác dữ liệu dân cư.

satisfaction-where | Đánh giá mức độ hài lòng về phục vụ
Người dân muốn khen, chê cán bộ thì đánh giá bằng cách nào?
> Bấm trên máy đánh giá tại quầy, trên Cổng dịch vụ công hoặc phiếu khảo sát của Sở Nội vụ, không ghi tên.

contest-rules | Thể lệ cuộc thi tìm hiểu cải cách hành chính
Tôi muốn dự thi tìm hiểu về CCHC. Thi trên trang nào, mỗi người thi mấy lần?
> Thi trắc nghiệm hằng tuần trên trang cuộc thi của tỉnh, mỗi tuần một lượt, ai đủ 15 tuổi sống, làm việc tại tỉnh đều được dự.

contest-certificate | Đạt giải cuộc thi chưa nhận thưởng
Tôi đạt giải ba đợt 2 cuộc thi trực tuyến, một tháng rồi chưa nhận được tiền thưởng và giấy khen.
> Giải thưởng trao cùng lễ tổng kết ngày 20/12; người không dự được nhận qua chuyển khoản.
"""

CULTURE = """
culture-pagoda-build | Xin phép sửa chữa chánh điện chùa
Ban quản trị chùa Khmer chúng tôi muốn trùng tu chánh điện. Trình tự xin phép thế nào?
> Chùa là di tích phải có thỏa thuận của Sở Văn hóa, Thể thao và Du lịch; công trình tôn giáo xin giấy phép xây dựng tại Sở Xây dựng với ý kiến Ban Tôn giáo.

culture-festival | Chương trình Lễ hội đua ghe ngo ai quyết định
Năm nay có tổ chức đua ghe ngo Oóc Om Bóc không, đơn vị nào quyết định chương trình?
> UBND tỉnh ban hành kế hoạch; năm 2021 chỉ tổ chức phần lễ do dịch, không đua ghe.

culture-heritage | Hỗ trợ truyền dạy nhạc ngũ âm, dù kê
Tôi là nghệ nhân muốn mở lớp dạy nhạc ngũ âm cho thanh niên. Có kinh phí nào hỗ trợ?
> Đề án bảo tồn văn hóa Khmer hỗ trợ nghệ nhân 200.000 đồng/buổi dạy và nhạc cụ; đăng ký qua Phòng Văn hóa huyện.

culture-wedding-road | Dựng rạp cưới lấn lòng đường
Con đường nhỏ thường xuyên bị dựng rạp chắn hết lối xe cứu thương. Có phải xin phép?
> Sử dụng tạm vỉa hè, lòng đường phải được UBND phường cho phép, chừa tối thiểu 1,5 m và không quá 48 giờ.

ethnic-house-land | Hỗ trợ đất ở, nhà ở cho đồng bào dân tộc thiểu số nghèo
Hộ tôi dân tộc Khmer, không có đất ở, đang ở nhờ. Chính sách hỗ trợ đất và nhà hiện nay ra sao?
> Chương trình mục tiêu quốc gia theo Quyết định 1719/QĐ-TTg hỗ trợ 40 triệu đồng/hộ đất ở, nhà ở; xã đang lập danh sách.

ethnic-student | Chính sách cho sinh viên dân tộc thiểu số
Em là sinh viên dân tộc Khmer hộ nghèo học tại Cần Thơ. Có trợ cấp học tập không?
> Sinh viên dân tộc thiểu số hộ nghèo, cận nghèo được hỗ trợ 60 % lương cơ sở mỗi tháng, 10 tháng một năm, nộp hồ sơ cho trường.

ethnic-prestige | Chế độ đối với người có uy tín
Người có uy tín trong đồng bào dân tộc được hưởng chính sách gì, ai công nhận?
> UBND tỉnh công nhận hằng năm; được cấp báo, thăm hỏi lễ tết, hỗ trợ khi ốm đau theo Quyết định 12/2018/QĐ-TTg.

tv-language | Lịch phát sóng chương trình tiếng Khmer
Xin hỏi thời sự tiếng Khmer trên truyền hình Sóc Trăng chiếu lúc mấy giờ, xem lại ở đâu?
> Phát 11 giờ và 19 giờ 45 hằng ngày trên STV, xem lại trên trang của Đài và kênh YouTube.

internet-weak | Sóng di động yếu trong ấp
Ấp tôi sóng 4G rất yếu, học sinh học online chập chờn. Đề nghị nhà mạng lắp thêm trạm.
> Sở Thông tin và Truyền thông đã làm việc với nhà mạng, trạm BTS mới phát sóng tháng 1/2022.

phone-number-sim | SIM đứng tên người khác
Số điện thoại tôi dùng 10 năm lại mang tên người lạ. Sang tên chính chủ thế nào?
> Đến điểm giao dịch của nhà mạng với CCCD, cam kết sử dụng và các số liên lạc thường xuyên để đăng ký lại.
"""
