"""Questions about those in need, insurance and the epidemic. A block is `key | subject`, the text, `> ` the answer."""

CARE = """
poor-recognised | Xin xét công nhận hộ nghèo
Gia đình tôi không đất sản xuất, chồng bệnh, ba con nhỏ. Làm đơn xin vào hộ nghèo gửi ai và khi nào xét?
> Nộp giấy đề nghị tại UBND xã; rà soát thường xuyên trong năm theo Quyết định 24/2021/QĐ-TTg, kết quả trong 15 ngày làm việc.

poor-removed | Bị đưa ra khỏi danh sách hộ nghèo
Năm nay ấp cho gia đình tôi thoát nghèo dù thu nhập không thay đổi. Tôi muốn biết lý do và khiếu nại.
> Kết quả dựa trên điểm thu nhập và mức thiếu hụt dịch vụ; hộ có quyền xem phiếu chấm và đề nghị phúc tra tại UBND xã.

poor-near-benefits | Hộ cận nghèo được hưởng chính sách gì
Tôi vừa được công nhận hộ cận nghèo. Có được thẻ bảo hiểm, vay vốn, miễn học phí không?
> Được hỗ trợ 100 % thẻ BHYT ở xã khó khăn (nơi khác 70 %), giảm 50 % học phí, vay vốn ưu đãi.

old-age-80 | Trợ cấp xã hội cho người từ đủ 80 tuổi
Bà nội tôi 81 tuổi không có lương hưu. Thủ tục để bà hưởng trợ cấp hàng tháng thế nào, được bao nhiêu?
> Tờ khai nộp tại UBND xã; mức 360.000 đồng/tháng từ 01/7/2021 theo Nghị định 20/2021/NĐ-CP, thời hạn 22 ngày làm việc.

old-age-backpay | Truy lĩnh trợ cấp người cao tuổi
Cha tôi đủ 80 tuổi từ tháng 2 nhưng đến tháng 8 mới biết làm hồ sơ. Có được truy lĩnh các tháng trước?
> Thời gian hưởng tính từ tháng người cao tuổi đủ 80 tuổi nếu hồ sơ đúng quy định, phần chưa nhận được truy lĩnh.

old-age-funeral | Mai táng phí cho đối tượng bảo trợ xã hội
Ông tôi đang hưởng trợ cấp người cao tuổi vừa qua đời. Gia đình được nhận chi phí mai táng bao nhiêu?
> 7,2 triệu đồng (20 lần mức chuẩn 360.000 đồng); nộp tờ khai và trích lục khai tử tại xã.

disabled-degree | Xác định mức độ khuyết tật
Con trai tôi bị liệt nửa người. Xin hội đồng xã xác định dạng và mức độ khuyết tật để hưởng chế độ.
> Nộp đơn tại UBND xã; Hội đồng họp trong 25 ngày làm việc và cấp giấy xác nhận khuyết tật.

disabled-carer | Kinh phí cho người chăm sóc người khuyết tật đặc biệt nặng
Tôi nghỉ làm để nuôi em nằm một chỗ, khuyết tật đặc biệt nặng. Người chăm sóc có được hỗ trợ hàng tháng không?
> Hộ trực tiếp chăm sóc người khuyết tật đặc biệt nặng được hỗ trợ 360.000 đồng/tháng.

disabled-child-school | Trường học cho trẻ tự kỷ
Con tôi 6 tuổi chậm nói, được chẩn đoán tự kỷ. Ở Sóc Trăng có trường nào nhận?
> Trường Nuôi dạy trẻ khuyết tật tỉnh nhận can thiệp sớm; trường tiểu học nhận học hòa nhập có kế hoạch giáo dục cá nhân.

single-mother | Trợ cấp cho người đơn thân nghèo nuôi con
Tôi một mình nuôi hai con nhỏ, thuộc hộ nghèo, chồng bỏ đi. Tôi được chính sách gì?
> Người đơn thân hộ nghèo đang nuôi con dưới 16 tuổi được 360.000 đồng/tháng cho mỗi con; nộp tờ khai tại xã.

orphan-allowance | Trợ cấp hàng tháng cho trẻ mồ côi
Cháu tôi 10 tuổi mồ côi cha mẹ, ở với dì. Mức trợ cấp nuôi dưỡng hàng tháng bao nhiêu, hồ sơ nộp đâu?
> Trẻ dưới 16 tuổi mồ côi hưởng 540.000 đồng/tháng (hệ số 1,5; dưới 4 tuổi hệ số 2,5), nộp tại UBND xã.

orphan-covid | Hỗ trợ trẻ có cha mẹ mất vì COVID-19
Chị tôi và chồng đều mất do COVID-19, để lại hai cháu. Có chế độ hỗ trợ riêng cho các cháu không?
> Quỹ Bảo trợ trẻ em hỗ trợ 5 triệu đồng mỗi cháu, cùng trợ cấp hàng tháng và miễn học phí; phòng Lao động huyện lập hồ sơ.

merit-martyr | Thân nhân liệt sĩ bị mất giấy tờ
Bằng Tổ quốc ghi công của chú tôi bị thất lạc do lũ. Xin cấp lại và làm chế độ thờ cúng liệt sĩ.
> Nộp đơn tại UBND xã; Sở Lao động – Thương binh và Xã hội đối chiếu hồ sơ gốc, đề nghị Bộ cấp lại bằng.

merit-agent-orange | Công nhận người nhiễm chất độc hóa học
Cha tôi đi bộ đội ở Lộc Ninh, nay bệnh ung thư. Hồ sơ hưởng chế độ chất độc da cam làm ra sao?
> Cần giấy tờ chứng minh tham gia kháng chiến tại vùng bị rải và hồ sơ bệnh tật; Hội đồng giám định y khoa kết luận tỷ lệ.

merit-wounded | Thương binh không còn hồ sơ gốc
Tôi bị thương năm 1973 nhưng giấy chứng thương đã mất. Còn được giám định thương tật không?
> Theo Thông tư liên tịch 28/2013, người còn vết thương thực thể, có hai người cùng đơn vị xác nhận thì được xét; Bộ CHQS tỉnh tiếp nhận.

merit-monthly-transfer | Chuyển nơi nhận trợ cấp người có công
Mẹ tôi là người có công, chuyển về ở với tôi tại Cần Thơ. Làm sao dời hồ sơ trợ cấp theo?
> Nộp đơn di chuyển hồ sơ tại Sở Lao động – Thương binh và Xã hội, 5 ngày làm việc gửi sang nơi mới.

merit-health-card | Thẻ BHYT cho thân nhân người có công
Vợ của bệnh binh có được cấp thẻ bảo hiểm y tế miễn phí không?
> Thân nhân bệnh binh từ 61 % trở lên được cấp thẻ; lập tờ khai tại UBND xã.

pension-way | Nhận lương hưu qua tài khoản ngân hàng
Mẹ tôi muốn đổi từ lãnh tiền mặt ở bưu điện sang nhận qua thẻ ATM. Thủ tục?
> Nộp mẫu 2-CBH tại BHXH huyện hoặc bưu điện, từ tháng sau chi qua tài khoản.
"""

INSURANCE = """
health-card-family | Mức đóng bảo hiểm y tế hộ gia đình
Nhà tôi bốn người không ai có thẻ. Mua BHYT hộ gia đình hết bao nhiêu tiền?
> Người thứ nhất 804.600 đồng/năm, người thứ hai, ba, tư lần lượt bằng 70 %, 60 %, 50 %.

health-card-poor | Thẻ BHYT hộ nghèo ghi sai tên
Thẻ bảo hiểm y tế hộ nghèo của vợ tôi in sai chữ lót, bệnh viện không cho hưởng. Đổi thẻ ở đâu?
> UBND xã lập danh sách điều chỉnh gửi BHXH huyện, cấp lại trong 5 ngày làm việc; trong thời gian chờ dùng giấy hẹn.

health-card-lost | Cấp lại thẻ bảo hiểm y tế bị mất
Tôi làm mất thẻ BHYT, sắp tới phải mổ. Cấp lại mất mấy ngày, có thu phí không?
> Nộp tờ khai TK1-TS tại BHXH huyện hoặc trên Cổng dịch vụ công, cấp trong ngày, không thu phí.

health-card-hospital | Đổi nơi đăng ký khám chữa bệnh ban đầu
Tôi muốn chuyển từ trạm y tế xã sang Bệnh viện đa khoa thành phố. Được đổi khi nào?
> Đổi vào 15 ngày đầu mỗi quý tại cơ quan BHXH.

health-card-phone | Khám bệnh bằng thẻ BHYT trên ứng dụng VssID
Quên mang thẻ giấy thì dùng hình ảnh thẻ trên điện thoại được không?
> Từ 01/6/2021 dùng ảnh thẻ trên VssID khi khám chữa bệnh trên toàn quốc.

health-card-khmer | BHYT cho đồng bào Khmer ở xã đặc biệt khó khăn
Xã tôi vừa ra khỏi danh sách xã khó khăn, bà con dân tộc Khmer có còn được cấp thẻ miễn phí không?
> Từ Quyết định 861/QĐ-TTg, người dân tộc ở xã không còn thuộc khu vực II, III phải tham gia hộ gia đình; tỉnh hỗ trợ 70 % năm đầu.

health-referral | Khám trái tuyến được thanh toán bao nhiêu
Tôi đến thẳng bệnh viện tỉnh không có giấy chuyển viện. Bảo hiểm chi trả mấy phần trăm?
> Nội trú trái tuyến tại bệnh viện tuyến tỉnh trên cả nước hưởng 100 % theo mức quyền lợi từ 01/01/2021; ngoại trú không được thanh toán.

social-insurance-once | Rút bảo hiểm xã hội một lần
Tôi nghỉ làm công ty giày được 1 năm, đóng 6 năm. Muốn lãnh bảo hiểm một lần thì nộp ở đâu?
> Sau 12 tháng nghỉ việc, đóng chưa đủ 20 năm thì được yêu cầu; nộp tại BHXH huyện nơi cư trú, trả trong 5 ngày làm việc. Nên cân nhắc bảo lưu để có lương hưu.

social-insurance-voluntary | Nông dân tham gia BHXH tự nguyện
Tôi làm ruộng, 42 tuổi, muốn đóng bảo hiểm xã hội tự nguyện. Mỗi tháng đóng bao nhiêu, nhà nước hỗ trợ không?
> Mức thấp nhất 154.000 đồng/tháng (năm 2021), Nhà nước hỗ trợ 10–30 %; đăng ký tại đại lý xã, bưu điện.

social-insurance-book | Gộp hai sổ bảo hiểm xã hội
Tôi có hai sổ BHXH do làm hai công ty. Gộp thành một sổ thế nào?
> Nộp TK1-TS cùng các sổ tại BHXH huyện, 5 ngày (10 ngày khi ở nhiều tỉnh).

social-insurance-employer-owes | Công ty nợ BHXH không chốt sổ
Doanh nghiệp nợ đóng bảo hiểm 8 tháng nên tôi không được chốt sổ, không hưởng trợ cấp.
> BHXH tỉnh chốt đến thời điểm công ty đã đóng; vụ việc chuyển thanh tra, ông (bà) có thể gửi đơn cho Liên đoàn Lao động khởi kiện.

maternity | Chưa nhận tiền thai sản
Tôi sinh con tháng 6, đã nộp hồ sơ cho công ty mà nay chưa thấy tiền chế độ thai sản.
> Hồ sơ được đơn vị gửi trễ; BHXH đã chuyển tiền vào tài khoản ngày 03/12.

unemployment | Nộp hồ sơ trợ cấp thất nghiệp
Tôi nghỉ việc từ 15/10. Phải nộp hồ sơ hưởng trợ cấp thất nghiệp trong bao nhiêu ngày và tại đâu?
> Trong 3 tháng kể từ ngày chấm dứt hợp đồng, tại Trung tâm Dịch vụ việc làm; thời hạn 20 ngày.
"""

EPIDEMIC = """
covid-support-worker | Người bán vé số chưa nhận hỗ trợ COVID-19
Tôi bán vé số dạo, nghỉ bán từ tháng 7 theo Chỉ thị 16 mà chưa nhận tiền hỗ trợ lao động tự do.
> Người bán lẻ vé số lưu động được 1.500.000 đồng theo Nghị quyết 68; danh sách đợt 4 của phường chi ngày 20/9 và còn bổ sung đến 31/01/2022.

covid-support-wrong-list | Hàng xóm được hỗ trợ dịch còn nhà tôi bị bỏ sót
Cùng hoàn cảnh nhưng hộ kế bên có tên trong danh sách, còn nhà tôi không. Việc xét có công bằng không?
> Ấp rà soát lại, hộ thuộc đối tượng được bổ sung ở đợt sau; danh sách niêm yết tại nhà văn hóa ấp.

covid-support-employer | Hỗ trợ người lao động bị công ty cho nghỉ
Công ty dừng hoạt động, cho công nhân nghỉ không lương. Ai làm hồ sơ hỗ trợ 1.855.000 đồng?
> Doanh nghiệp lập hồ sơ gửi UBND huyện sau khi BHXH xác nhận, chi trong 7 ngày làm việc.

covid-vaccine-order | Khi nào đến lượt tiêm vắc xin
Tôi 45 tuổi, bệnh cao huyết áp, đã đăng ký mà chưa được gọi tiêm. Thứ tự ưu tiên thế nào?
> Người trên 50 tuổi và có bệnh nền ưu tiên trước; xã tiêm đợt tới ngày 18/12, tổ COVID cộng đồng gửi giấy mời.

covid-vaccine-record | Mũi tiêm không hiện trên Sổ sức khỏe điện tử
Tôi tiêm đủ hai mũi nhưng ứng dụng chỉ cập nhật mũi 1. Báo chỉnh ở đâu?
> Phản ánh tại tiemchungcovid19.gov.vn hoặc đem giấy xác nhận đến trạm y tế nơi tiêm để cập nhật.

covid-return-home | Từ Bình Dương về quê phải cách ly thế nào
Con tôi sắp về từ Bình Dương, đã tiêm 1 mũi. Phải cách ly tập trung hay tại nhà?
> Người về từ vùng cấp độ 3, 4 tiêm chưa đủ liều cách ly tại nhà 7 ngày và xét nghiệm ngày 1, ngày 7; khai báo y tế với trạm y tế xã.

covid-quarantine-cost | Tiền ăn trong khu cách ly tập trung
Gia đình tôi cách ly 14 ngày ở trường học. Tiền ăn do nhà nước trả hay tự trả?
> Người thuộc diện F1 cách ly tập trung được hỗ trợ tiền ăn 80.000 đồng/ngày từ ngân sách.

covid-travel-paper | Giấy đi đường khi qua chốt kiểm soát
Tôi làm ở Trà Nóc, hằng ngày qua chốt. Cần giấy gì để đi làm?
> Doanh nghiệp xác nhận giấy đi đường, kèm kết quả xét nghiệm còn hiệu lực; từ 01/10 bỏ giấy đi đường nội tỉnh.

covid-shop-reopen | Quán ăn, tiệm hớt tóc được mở cửa lại khi nào
Tôi có tiệm hớt tóc nghỉ đã lâu. Ở cấp độ 3 được hoạt động lại chưa, yêu cầu gì?
> Vùng cấp độ 3 hoạt động 50 % công suất, chủ và thợ tiêm ít nhất một mũi, khách quét mã QR.

covid-school | Bao giờ học sinh trở lại trường
Con tôi học lớp 2 phải học trực tuyến, phụ huynh rất vất vả. Khi nào cho các em đến lớp?
> Dự kiến khối 9, 12 học trực tiếp trước; tiểu học trở lại sau Tết khi dịch được kiểm soát.
"""
