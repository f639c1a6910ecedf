"""Questions about land, houses and building. A block is `key | subject`, the text, `> ` the answer."""

LAND = """
land-first-certificate | Cấp giấy chứng nhận lần đầu cho đất sử dụng trước 1993
Gia đình tôi canh tác thửa đất ở xã Phú Tân từ năm 1982, không có giấy tờ gì và không tranh chấp. Muốn được cấp quyền sử dụng đất thì bắt đầu từ đâu?
> Đất sử dụng ổn định trước 15/10/1993, không tranh chấp, phù hợp quy hoạch được xem xét cấp giấy chứng nhận, không thu tiền sử dụng đất trong hạn mức. Nộp hồ sơ tại Bộ phận Một cửa cấp huyện, thời hạn 30 ngày.

land-handwritten-sale | Mua đất bằng giấy tay, người bán đã mất
Năm 2004 tôi mua nền nhà bằng giấy tay của một người trong xóm, nay người đó đã chết, con cháu đi xa. Tôi làm giấy chứng nhận được không?
> Chuyển quyền bằng giấy tay trước 01/01/2008 được làm thủ tục theo Điều 82 Nghị định 43/2014/NĐ-CP: Văn phòng Đăng ký đất đai thông báo cho bên chuyển quyền, niêm yết 30 ngày, không tranh chấp thì cấp giấy.

land-transfer-steps | Các bước sang tên khi mua thửa đất đã có sổ
Tôi mua một lô đất đã có giấy chứng nhận tại phường 7. Cần qua những bước nào và đóng các loại thuế, phí gì?
> Công chứng hợp đồng, nộp hồ sơ tại Một cửa cấp huyện, nộp thuế thu nhập 2 % (bên bán), lệ phí trước bạ 0,5 % (bên mua), nhận giấy trong 10 ngày làm việc.

land-split | Diện tích tối thiểu để tách thửa
Tôi có 300 m2 đất ở nông thôn muốn chia làm hai cho hai con. Diện tích nhỏ nhất được phép tách là bao nhiêu?
> Theo quy định của UBND tỉnh, đất ở tại xã tối thiểu 60 m2, tại phường, thị trấn 40 m2, có lối đi và cạnh mặt tiền từ 4 m.

land-gift-child | Cha mẹ tặng cho đất cho con có phải nộp thuế
Tôi muốn cho con trai 1 công vườn. Khi làm hợp đồng tặng cho có phải đóng thuế thu nhập và trước bạ không?
> Tặng cho giữa cha mẹ và con được miễn thuế thu nhập cá nhân và miễn lệ phí trước bạ; chỉ nộp phí thẩm định hồ sơ, lệ phí cấp giấy.

land-inherit | Sổ còn đứng tên cha đã mất
Quyền sử dụng đất do cha tôi đứng tên, ông mất năm 2016. Nay mẹ và các con muốn làm thủ tục thừa kế để sang tên.
> Các đồng thừa kế lập văn bản thỏa thuận phân chia di sản tại tổ chức công chứng (niêm yết 15 ngày) rồi đăng ký biến động tại Một cửa cấp huyện.

land-certificate-lost | Cấp lại giấy chứng nhận do bị mất
Tôi bị thất lạc sổ đỏ khi dọn nhà. Phải báo ở đâu và trình tự xin cấp lại gồm gì?
> Khai báo với UBND cấp xã, niêm yết 15 ngày (hoặc đăng tin 3 lần với tổ chức), sau 30 ngày nộp hồ sơ cấp lại; thời hạn 10 ngày làm việc.

land-certificate-wrong-area | Diện tích đo thực tế khác với giấy chứng nhận
Giấy ghi 1.000 m2 nhưng khi đo lại là 1.120 m2, ranh không thay đổi. Phần dư có được ghi vào giấy không?
> Ranh giới không thay đổi và không tranh chấp thì cấp đổi theo số đo thực tế, không phải nộp tiền cho phần chênh lệch nhiều hơn.

land-certificate-renew | Cấp đổi giấy chứng nhận cũ đã rách
Sổ đỏ cấp năm 1996 đã cũ, mờ chữ. Tôi muốn đổi sang mẫu mới thì thủ tục thế nào?
> Nộp đơn đề nghị cấp đổi và bản gốc giấy cũ tại Một cửa cấp huyện, thời hạn 7 ngày làm việc.

land-couple-names | Ghi tên cả vợ và chồng vào giấy chứng nhận
Đất mua trong thời kỳ hôn nhân nhưng chỉ đứng tên chồng. Bây giờ muốn bổ sung tên vợ vào giấy chứng nhận.
> Hai vợ chồng nộp đơn cấp đổi giấy chứng nhận kèm giấy kết hôn; giấy mới ghi họ tên cả hai người.

land-use-change | Chuyển mục đích đất vườn sang đất ở
Tôi muốn chuyển 100 m2 đất trồng cây lâu năm cạnh nhà lên thổ cư để xây nhà. Tiền sử dụng đất tính như thế nào?
> Nếu phù hợp kế hoạch sử dụng đất hằng năm, nộp đơn tại Một cửa cấp huyện. Đất vườn cùng thửa có nhà ở nộp 50 % chênh lệch giữa giá đất ở và đất nông nghiệp.

land-use-term | Đất nông nghiệp hết thời hạn sử dụng
Sổ ghi thời hạn sử dụng đến 2013 đã hết. Tôi có phải làm thủ tục gia hạn không?
> Hộ trực tiếp sản xuất nông nghiệp được tiếp tục sử dụng 50 năm, không phải làm thủ tục; nếu muốn ghi lại thời hạn thì nộp đơn xác nhận.

land-mortgage-release | Xóa đăng ký thế chấp sau khi trả hết nợ
Tôi đã tất toán khoản vay, ngân hàng trả sổ nhưng trang 4 vẫn ghi thế chấp. Thủ tục xóa thế chấp ra sao?
> Nộp đơn xóa đăng ký thế chấp có xác nhận của ngân hàng tại Chi nhánh Văn phòng Đăng ký đất đai, giải quyết trong ngày.

land-delay | Hồ sơ đất đai trễ hẹn nhiều tháng
Hồ sơ tặng cho của tôi nộp tháng 3, giấy hẹn 20 ngày, nay đã 7 tháng mà Chi nhánh Văn phòng Đăng ký đất đai chưa trả kết quả.
> Qua kiểm tra, hồ sơ chậm do chờ xác định nghĩa vụ tài chính. Chi nhánh đã có thư xin lỗi và hẹn trả ngày gần nhất.

land-boundary | Hộ bên cạnh tự dời cột mốc ranh
Hàng xóm nhổ cột mốc lấn sang đất tôi khoảng 0,4 m. Tôi phải gửi đơn đến cơ quan nào?
> Gửi đơn đề nghị hòa giải tranh chấp đất đai đến UBND cấp xã; hòa giải không thành thì khởi kiện tại Tòa án hoặc đề nghị UBND cấp huyện.

land-path | Lối đi chung bị rào chắn
Lối đi chung vào 5 hộ phía trong bị một gia đình rào lại không cho qua. Chính quyền giải quyết thế nào?
> UBND cấp xã hòa giải, kiểm tra hiện trạng trên bản đồ địa chính; chủ đất bị vây bọc có quyền yêu cầu lối đi qua theo Điều 254 Bộ luật Dân sự.

land-planning | Tra cứu thông tin quy hoạch thửa đất
Tôi định mua nền nhà nhưng sợ nằm trong lộ giới mở đường. Xem quy hoạch ở đâu?
> Xem công khai tại UBND cấp huyện, cấp xã và trên trang thông tin của huyện; hoặc nộp phiếu yêu cầu cung cấp thông tin quy hoạch, trả trong 15 ngày.

land-compensation | Giá bồi thường khi thu hồi đất quá thấp
Đất lúa của tôi bị thu hồi làm đường, giá đền bù không thỏa đáng so với giá ngoài thị trường. Tôi được kiến nghị ở đâu?
> Giá bồi thường tính theo giá đất cụ thể do UBND tỉnh quyết định. Ông (bà) gửi kiến nghị đến Trung tâm Phát triển quỹ đất trong thời gian niêm yết phương án, hoặc khiếu nại quyết định theo Luật Khiếu nại.

land-compensation-late | Chậm chi trả tiền bồi thường
Quyết định phê duyệt phương án bồi thường có từ tháng 5 nhưng tiền chưa về. Chậm như vậy có được tính lãi?
> Trong 30 ngày kể từ ngày quyết định thu hồi có hiệu lực phải chi trả; chậm thì được trả thêm khoản tiền tính theo mức tiền chậm nộp.

land-resettlement | Bao giờ giao nền tái định cư
Hộ tôi đã bàn giao mặt bằng từ năm trước, đến nay vẫn ở nhà thuê vì chưa được nhận nền tái định cư.
> Khu tái định cư đang hoàn thiện hệ thống thoát nước, dự kiến bốc thăm giao nền trong quý I/2022; trong thời gian chờ hộ được hỗ trợ tiền thuê nhà.

land-tax | Thông báo thuế sử dụng đất phi nông nghiệp tính sai
Thông báo thuế đất năm nay ghi diện tích gấp đôi thửa của tôi. Tôi đề nghị cơ quan thuế điều chỉnh.
> Ông (bà) nộp tờ khai điều chỉnh kèm bản sao giấy chứng nhận tại Chi cục Thuế khu vực, số tiền nộp thừa được bù trừ kỳ sau.

land-debt-fee | Ghi nợ tiền sử dụng đất
Gia đình khó khăn chưa có tiền đóng khi chuyển mục đích. Có được ghi nợ tiền sử dụng đất không, trong mấy năm?
> Theo Nghị định 79/2019/NĐ-CP, hộ nghèo, hộ đồng bào dân tộc thiểu số, người có công được ghi nợ khi giao đất tái định cư, chuyển mục đích; trả dần trong 5 năm không tính tiền chậm nộp.

land-measure-wait | Chờ đo đạc địa chính quá lâu
Tôi nộp đơn xin đo đạc để tách thửa hơn một tháng, cán bộ hẹn nhiều lần nhưng không xuống đo.
> Chi nhánh Văn phòng Đăng ký đất đai đã xếp lịch đo vào tuần tới và sẽ điện thoại báo trước một ngày.

land-rice-shrimp | Chuyển đất lúa sang nuôi tôm
Ruộng của tôi nhiễm mặn, lúa không hiệu quả. Muốn đào ao nuôi tôm thì xin phép thế nào?
> Chuyển đổi cơ cấu cây trồng sang lúa kết hợp nuôi thủy sản thì đăng ký với UBND cấp xã; chuyển hẳn sang đất nuôi trồng thủy sản phải xin phép UBND cấp huyện theo quy hoạch.

land-price | Bảng giá đất của tỉnh
Tôi muốn biết giá đất nhà nước quy định ở đường Lê Hồng Phong để tính lệ phí trước bạ thì xem văn bản nào?
> Bảng giá đất giai đoạn 2020–2024 ban hành theo Quyết định 33/2019/QĐ-UBND, đăng trên Cổng thông tin điện tử tỉnh.
"""

BUILDING = """
build-permit-rural | Xây nhà ở nông thôn có cần giấy phép
Tôi chuẩn bị cất nhà cấp 4 tại ấp thuộc xã, ngoài khu quy hoạch. Có phải xin giấy phép xây dựng không?
> Nhà ở riêng lẻ nông thôn dưới 7 tầng, ngoài khu chức năng và khu có quy hoạch chi tiết được miễn giấy phép, nhưng phải thông báo khởi công cho UBND xã.

build-permit-town | Hồ sơ xin phép xây nhà trong phường
Tôi muốn xây nhà 3 tầng ở phường 3. Hồ sơ cấp giấy phép xây dựng cần bản vẽ và giấy tờ nào?
> Đơn, bản sao giấy chứng nhận, hai bộ bản vẽ thiết kế; nộp tại Một cửa UBND thành phố hoặc trực tuyến mức độ 4, thời hạn 15 ngày.

build-permit-expired | Giấy phép xây dựng quá 12 tháng chưa khởi công
Tôi được cấp phép tháng 8 năm ngoái nhưng chưa khởi công được do dịch. Giấy phép có còn hiệu lực không?
> Quá 12 tháng chưa khởi công phải đề nghị gia hạn, tối đa 2 lần, mỗi lần 12 tháng, nộp trước khi hết hạn.

build-repair | Sửa mái, lót lại nền có phải xin phép
Nhà tôi dột, muốn lợp lại mái tôn và lót gạch nền. Việc sửa chữa này có cần xin giấy phép không?
> Sửa chữa, cải tạo bên trong không thay đổi kết cấu chịu lực, công năng thì được miễn giấy phép.

build-neighbour-crack | Nhà bên đào móng làm nứt tường
Công trình kế bên ép cọc khiến vách nhà tôi nứt nhiều chỗ, chủ nhà không chịu bồi thường.
> UBND phường lập biên bản, yêu cầu tạm dừng thi công để khắc phục; mức bồi thường do hai bên thỏa thuận hoặc Tòa án quyết định.

build-illegal | Tố công trình xây vượt giấy phép
Căn nhà gần tôi xây thêm một tầng và lấn ra lề đường, vượt giấy phép. Cơ quan nào kiểm tra trật tự xây dựng?
> Đội Quản lý trật tự đô thị cùng UBND phường đã kiểm tra, lập biên bản vi phạm và buộc ngừng thi công.

build-on-farmland | Dựng chòi giữ vườn trên đất nông nghiệp
Tôi muốn cất một cái chòi nhỏ để trông coi vườn nhãn. Đất trồng cây lâu năm có được dựng không?
> Được dựng lán, trại tạm phục vụ sản xuất sau khi UBND xã đồng ý; không được dùng để ở.

house-poor-support | Hỗ trợ hộ nghèo xây nhà ở
Gia đình tôi là hộ nghèo, căn nhà lá đã mục nát. Xin được xét hỗ trợ xây nhà tình thương.
> Hộ làm đơn gửi ban nhân dân ấp bình xét; Quỹ "Vì người nghèo" hỗ trợ 40–50 triệu đồng một căn. Xã đã đưa hộ vào danh sách năm 2022.

house-number | Đường mới chưa được cấp số nhà
Tuyến đường trước nhà tôi mở 3 năm nhưng chưa gắn biển số nhà, giao hàng rất khó.
> Phòng Quản lý đô thị đang lập sơ đồ đánh số và gắn biển, dự kiến hoàn thành quý II/2022, không thu tiền lần đầu.

house-social-loan | Vay mua nhà ở xã hội
Tôi là công nhân khu công nghiệp An Nghiệp, muốn vay mua nhà ở xã hội thì điều kiện thế nào?
> Ngân hàng Chính sách xã hội cho vay tối đa 80 % giá trị hợp đồng, lãi suất 4,8 %/năm, thời hạn 25 năm, người vay phải gửi tiết kiệm 12 tháng.
"""
