"""Questions about people's papers: civil status, residence, identity, copies. A block is `key | subject`, the text, `> ` the answer."""

CIVIL = """
birth-late | Trẻ đã lớn nhưng chưa có giấy khai sinh
Con tôi năm nay 5 tuổi, trước đây do vợ chồng đi làm ăn xa nên chưa đăng ký khai sinh. Nay tôi muốn làm giấy khai sinh cho cháu để đi học thì có bị phạt không và cần giấy tờ gì?
> Đăng ký khai sinh quá hạn không bị xử phạt. Ông (bà) nộp tờ khai và giấy chứng sinh (hoặc văn bản của người làm chứng) tại UBND cấp xã nơi cư trú của cha hoặc mẹ; kết quả trả ngay trong ngày, miễn lệ phí cho trẻ thuộc hộ nghèo.

birth-unmarried-father | Ghi tên cha trong giấy khai sinh khi cha mẹ không có đăng ký kết hôn
Chúng tôi sống chung nhưng chưa đăng ký kết hôn, vừa sinh cháu trai. Tôi muốn giấy khai sinh của con có đầy đủ tên cha thì phải làm thủ tục gì?
> Khi đăng ký khai sinh, người cha làm kèm tờ khai nhận cha, con và giấy tờ chứng minh quan hệ cha con; UBND cấp xã kết hợp giải quyết việc nhận con và đăng ký khai sinh. Thời hạn 3 ngày làm việc.

birth-elsewhere | Sinh con ở tỉnh khác thì khai sinh nơi nào
Tôi có hộ khẩu ở Kế Sách, sinh con tại bệnh viện thành phố Hồ Chí Minh và hiện đang ở trọ tại đó. Tôi đăng ký khai sinh cho con tại nơi tạm trú hay phải trở về quê?
> UBND cấp xã nơi cư trú của cha hoặc mẹ có thẩm quyền đăng ký, gồm nơi thường trú và nơi tạm trú. Ông (bà) có thể đăng ký tại phường nơi đang tạm trú hoặc tại xã nơi thường trú.

birth-copy-lost | Xin cấp lại bản sao khai sinh do bản chính bị cháy
Nhà tôi bị hỏa hoạn năm 1998, bản chính giấy khai sinh không còn. Tôi sinh năm 1972 tại xã Thạnh Phú, nay muốn xin trích lục từ sổ gốc để bổ sung hồ sơ hưu trí.
> Nếu sổ hộ tịch còn lưu, UBND cấp xã hoặc Phòng Tư pháp cấp trích lục khai sinh ngay trong ngày, lệ phí 8.000 đồng một bản. Trường hợp cả sổ và bản chính đều không còn thì làm thủ tục đăng ký lại khai sinh.

birth-three-in-one | Liên thông khai sinh, thường trú và thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi
Vợ tôi mới sinh, tôi nghe nói có thể nộp một bộ hồ sơ để vừa làm khai sinh, vừa nhập hộ khẩu, vừa có thẻ BHYT cho bé. Xin hỏi nộp ở bộ phận nào và mấy ngày có kết quả?
> Nộp một bộ hồ sơ liên thông tại UBND cấp xã hoặc trên Cổng dịch vụ công. Giấy khai sinh trả trong ngày, thẻ bảo hiểm y tế và kết quả đăng ký thường trú trả trong tối đa 10 ngày làm việc.

birth-name-wrong | Cải chính chữ lót trong giấy khai sinh cho khớp với giấy tờ khác
Giấy khai sinh của tôi ghi chữ lót là "Thị" nhưng học bạ, CMND và bằng cấp đều ghi là "Thụy". Tôi cần làm gì để các giấy tờ thống nhất?
> Việc cải chính chỉ thực hiện khi có căn cứ là sai sót khi đăng ký. Nếu sổ gốc đúng, các giấy tờ khác phải sửa theo giấy khai sinh. Hồ sơ nộp tại UBND cấp xã (dưới 14 tuổi) hoặc UBND cấp huyện (từ đủ 14 tuổi), thời hạn 3 ngày làm việc.

birth-year-wrong | Năm sinh trên học bạ khác với khai sinh
Trong học bạ và bằng tốt nghiệp của tôi năm sinh là 1987, còn khai sinh là 1986. Bây giờ sửa khai sinh theo học bạ có được không?
> Giấy khai sinh là giấy tờ hộ tịch gốc. Mọi hồ sơ, giấy tờ có nội dung về ngày, tháng, năm sinh phải phù hợp với giấy khai sinh, do đó ông (bà) đề nghị cơ quan giáo dục chỉnh sửa văn bằng theo khai sinh.

birth-ethnicity | Xác định lại dân tộc cho con theo mẹ
Chồng tôi dân tộc Kinh, tôi dân tộc Khmer, con khai sinh theo dân tộc cha. Nay chúng tôi muốn đổi dân tộc của cháu sang Khmer theo mẹ.
> Cha mẹ có quyền yêu cầu xác định lại dân tộc cho con chưa thành niên; con từ đủ 15 tuổi phải đồng ý. Hồ sơ nộp tại UBND cấp huyện, thời hạn 3 ngày làm việc.

birth-surname-change | Đổi họ cho con sang họ mẹ sau ly hôn
Tôi đã ly hôn và được quyền nuôi con 8 tuổi. Tôi muốn thay đổi họ của cháu từ họ cha sang họ mẹ thì cha cháu có cần ký tên đồng ý không?
> Việc thay đổi họ cho con dưới 18 tuổi phải có sự đồng ý của cả cha và mẹ thể hiện trong tờ khai, con từ đủ 9 tuổi phải đồng ý. UBND cấp xã nơi đăng ký khai sinh giải quyết cho trẻ dưới 14 tuổi.

birth-foreign-father | Khai sinh cho con có cha là người Đài Loan
Tôi lấy chồng Đài Loan, về quê sinh cháu tại Sóc Trăng. Xin hỏi khai sinh có yếu tố nước ngoài làm tại xã hay tại huyện, quốc tịch của cháu chọn thế nào?
> UBND cấp huyện nơi cư trú của mẹ thực hiện đăng ký khai sinh có yếu tố nước ngoài. Cha mẹ phải có văn bản thỏa thuận lựa chọn quốc tịch cho con kèm xác nhận của cơ quan có thẩm quyền nước ngoài.

marriage-foreigner | Thủ tục kết hôn với người nước ngoài
Em gái tôi chuẩn bị kết hôn với công dân Hàn Quốc. Hồ sơ gồm những giấy tờ nào, giấy của bên chồng có phải hợp pháp hóa lãnh sự không?
> Hồ sơ nộp tại UBND cấp huyện gồm tờ khai, giấy khám sức khỏe tâm thần, giấy xác nhận tình trạng hôn nhân của hai bên; giấy tờ nước ngoài phải hợp pháp hóa lãnh sự và dịch chứng thực. Thời hạn 15 ngày.

marriage-single-certificate | Xác nhận tình trạng hôn nhân khi đã ở nhiều tỉnh
Tôi từng đăng ký thường trú tại Bạc Liêu, Bình Dương rồi mới chuyển về Sóc Trăng. Nay xin giấy xác nhận độc thân thì xã yêu cầu giấy của từng nơi trước đây, có đúng không?
> Người yêu cầu có trách nhiệm chứng minh tình trạng hôn nhân ở các nơi đã thường trú. Nếu không chứng minh được, UBND cấp xã có văn bản đề nghị nơi cũ kiểm tra; hết 20 ngày không trả lời thì cho lập cam đoan.

marriage-different-commune | Nam nữ khác xã thì đăng ký kết hôn ở đâu
Chồng tương lai của em ở Mỹ Xuyên, em ở Long Phú. Hai bên đăng ký kết hôn tại xã bên nào và bên kia phải có giấy gì?
> Đăng ký tại UBND cấp xã nơi cư trú của một trong hai bên. Bên cư trú ở xã khác nộp giấy xác nhận tình trạng hôn nhân do UBND xã mình cấp.

marriage-age | Tuổi đăng ký kết hôn của nữ
Nữ 17 tuổi 6 tháng đã làm lễ cưới theo phong tục, vậy có được cấp giấy chứng nhận kết hôn không hay phải chờ đủ 18 tuổi?
> Theo Luật Hôn nhân và gia đình 2014, nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi mới được kết hôn. Tổ chức cho người chưa đủ tuổi lấy vợ, lấy chồng là hành vi tảo hôn, bị xử phạt.

marriage-remarry | Đã ly hôn, kết hôn lần nữa cần giấy gì
Tôi đã ly hôn năm 2015 theo quyết định của Tòa án huyện. Muốn đăng ký kết hôn lại với người khác thì cần nộp bản án, quyết định ly hôn như thế nào, mất rồi xin lại ở đâu?
> Khi xin giấy xác nhận tình trạng hôn nhân, ông (bà) xuất trình trích lục ghi chú ly hôn hoặc quyết định ly hôn có hiệu lực. Bản sao quyết định xin tại Tòa án đã giải quyết.

marriage-certificate-lost | Mất giấy chứng nhận kết hôn, sổ gốc không còn lưu
Chúng tôi kết hôn năm 1985, giấy hôn thú thất lạc, xã trả lời sổ đăng ký giai đoạn đó bị mất do lũ. Xin hướng dẫn cách đăng ký lại.
> Trường hợp cả sổ hộ tịch và bản chính đều mất thì được đăng ký lại kết hôn tại UBND cấp xã nơi đã đăng ký hoặc nơi thường trú. Quan hệ hôn nhân được công nhận từ ngày đăng ký trước đây.

divorce-note-in-register | Ghi chú ly hôn đã thực hiện ở nước ngoài
Tôi ly hôn tại Đài Loan, về nước muốn ghi chú vào sổ hộ tịch để sau này kết hôn lại. Làm ở Phòng Tư pháp hay Sở Tư pháp?
> UBND cấp huyện (Phòng Tư pháp) nơi đã đăng ký hoặc ghi chú kết hôn trước đây thực hiện ghi chú ly hôn. Thời hạn 12 ngày.

death-late | Đăng ký khai tử cho cha mất nhiều năm trước
Cha tôi mất năm 2003 nhưng gia đình không báo tử. Nay cần giấy chứng tử để làm thừa kế thì xã có giải quyết không?
> UBND cấp xã nơi cư trú cuối cùng của người chết đăng ký khai tử quá hạn khi có giấy tờ, hình ảnh hoặc chứng cứ chứng minh sự kiện chết. Thời hạn trong ngày hoặc 3 ngày làm việc khi cần xác minh.

death-at-home | Người chết tại nhà, giấy báo tử do ai cấp
Bà ngoại tôi mất ở nhà do tuổi già, không đi bệnh viện. Muốn khai tử thì giấy báo tử lấy ở đâu?
> Người chết tại nơi cư trú không cần giấy báo tử; UBND cấp xã kiểm tra qua trưởng ấp, trạm y tế rồi đăng ký khai tử.

death-other-province | Khai tử cho người thân mất ở tỉnh khác
Anh tôi thường trú ở Vĩnh Châu, bị tai nạn mất tại Bình Dương. Khai tử ở Bình Dương hay đem giấy tờ về Vĩnh Châu?
> Đăng ký tại UBND cấp xã nơi cư trú cuối cùng của người chết, tức xã nơi anh của ông (bà) thường trú, kèm giấy báo tử của bệnh viện hoặc cơ quan công an nơi xảy ra tai nạn.

adoption-relative | Nhận cháu ruột mồ côi làm con nuôi
Em trai và em dâu tôi đều qua đời, để lại cháu 4 tuổi. Tôi là bác ruột muốn nhận cháu làm con nuôi hợp pháp.
> Cô, cậu, dì, chú, bác ruột được ưu tiên nhận con nuôi và không áp dụng điều kiện về khoảng cách tuổi, thu nhập. Hồ sơ nộp tại UBND cấp xã nơi thường trú của trẻ hoặc của người nhận nuôi.

guardian-orphan | Ông bà nội xin làm người giám hộ cho cháu
Cháu nội tôi mồ côi cả cha lẫn mẹ, tôi đang nuôi. Tôi cần giấy công nhận giám hộ để làm thủ tục nhận tiền và đi học cho cháu.
> Ông bà nội, ngoại là người giám hộ đương nhiên khi cháu không có anh chị đủ điều kiện. UBND cấp xã đăng ký giám hộ trong 3 ngày làm việc.

parent-recognition | Thủ tục nhận con khi con đã lớn
Tôi có con riêng nay đã 15 tuổi, khai sinh bỏ trống phần cha. Tôi muốn nhận con và bổ sung tên mình vào giấy khai sinh.
> Nộp tờ khai nhận cha, mẹ, con và chứng cứ (kết quả giám định ADN hoặc văn bản cam đoan có hai người làm chứng) tại UBND cấp xã. Thời hạn 3 ngày làm việc.
"""

RESIDENCE = """
id-card-lost | Mất căn cước khi đang làm việc ngoài tỉnh
Tôi quê Thạnh Trị, đang làm công nhân ở Long An và bị rơi ví mất hết giấy tờ. Tôi có thể xin cấp lại thẻ CCCD tại Long An không?
> Từ 01/7/2021 công dân được làm thủ tục cấp lại thẻ Căn cước công dân tại Công an cấp huyện nơi thường trú hoặc tạm trú, không phải về quê.

id-card-chip-waiting | Chờ thẻ CCCD gắn chip quá lâu
Tôi đã lăn tay, chụp ảnh làm thẻ CCCD gắn chip từ tháng 4 nhưng đến nay chưa nhận được thẻ. Xin hỏi khi nào mới phát?
> Do số lượng hồ sơ toàn quốc lớn, một số thẻ in chậm. Công dân liên hệ Đội Cảnh sát QLHC về TTXH Công an cấp huyện nơi làm hồ sơ để tra cứu theo số giấy hẹn; hồ sơ lỗi sẽ được mời thu nhận lại.

id-card-old-number | Ngân hàng không chấp nhận do số CCCD khác số CMND cũ
Sổ tiết kiệm của tôi ghi số CMND 9 số, nay thẻ mới 12 số nên ngân hàng không cho rút. Xin giấy xác nhận số chứng minh cũ ở đâu?
> Mã QR trên thẻ CCCD gắn chip có lưu số CMND cũ. Nếu ngân hàng vẫn yêu cầu, công dân đề nghị Công an cấp huyện cấp giấy xác nhận số CMND đã được cấp, giải quyết trong ngày.

id-card-wrong | Thẻ căn cước in sai quê quán
Nhận thẻ CCCD thì phát hiện thông tin quê quán bị sai. Đổi thẻ có mất phí không?
> Sai sót do lỗi của cơ quan cấp thẻ thì được đổi lại miễn phí; do công dân khai thì thu lệ phí 50.000 đồng. Liên hệ Công an cấp huyện nơi cấp.

id-card-bedridden | Làm CCCD cho người già nằm liệt giường
Mẹ tôi 86 tuổi bị tai biến, nằm một chỗ, không thể đến trụ sở công an chụp hình. Công an có đến nhà làm không?
> Công an cấp huyện tổ chức thu nhận lưu động tại nhà đối với người già yếu, bệnh tật. Gia đình báo cho cảnh sát khu vực hoặc công an xã để lập danh sách.

id-card-temporary-residence | Làm căn cước tại nơi đăng ký tạm trú
Tôi tạm trú ở thành phố Sóc Trăng, hộ khẩu thường trú ở An Giang. Tôi muốn cấp căn cước lần đầu tại Sóc Trăng được không?
> Được. Công dân đến cơ quan công an cấp huyện nơi thường trú hoặc tạm trú để làm thủ tục.

id-card-age | Độ tuổi phải làm căn cước công dân
Con tôi năm nay học lớp 8, xin hỏi mấy tuổi thì phải đi làm thẻ căn cước?
> Công dân Việt Nam từ đủ 14 tuổi được cấp thẻ Căn cước công dân.

residence-rented-room | Đăng ký tạm trú khi chủ trọ không hợp tác
Tôi ở trọ nhưng chủ nhà không chịu ký cho đăng ký tạm trú. Tôi có thể tự đăng ký bằng cách nào?
> Người thuê có hợp đồng thuê hoặc giấy tờ chứng minh chỗ ở hợp pháp thì được đăng ký tạm trú. Chủ trọ không thực hiện trách nhiệm có thể bị xử phạt; đề nghị báo công an xã.

residence-book-collected | Bị thu hồi sổ hộ khẩu thì dùng gì thay thế
Khi tôi làm thủ tục, công an thu sổ hộ khẩu giấy. Sau này đi vay vốn, cho con nhập học lấy gì chứng minh nơi thường trú?
> Từ 01/7/2021 khi thay đổi thông tin cư trú, sổ hộ khẩu giấy được thu hồi. Công dân xin Giấy xác nhận thông tin về cư trú tại công an cấp xã, trả ngay trong ngày hoặc tối đa 3 ngày.

residence-move | Chuyển hộ khẩu sang huyện khác
Gia đình tôi mua nhà và dời từ huyện Mỹ Tú lên thành phố Sóc Trăng. Các bước chuyển hộ khẩu theo Luật Cư trú mới ra sao, còn phải xin giấy chuyển đi không?
> Từ 01/7/2021 không cần giấy chuyển hộ khẩu. Nộp tờ khai thay đổi thông tin cư trú và giấy tờ nhà ở hợp pháp tại công an phường nơi đến, thời hạn 7 ngày làm việc.

residence-split | Tách hộ nhưng vẫn ở chung nhà
Vợ chồng tôi sống chung với cha mẹ, nay muốn tách ra một hộ riêng cùng địa chỉ đó thì có cần cha đồng ý không?
> Thành viên có năng lực hành vi đầy đủ được tách hộ tại cùng chỗ ở hợp pháp khi chủ hộ hoặc chủ sở hữu nhà đồng ý. Thời hạn 5 ngày làm việc.

residence-removed | Bị xóa đăng ký thường trú do vắng mặt lâu
Tôi đi làm Sài Gòn nhiều năm, nay về mới biết đã bị xóa tên khỏi hộ khẩu. Làm sao để đăng ký lại?
> Người vắng mặt liên tục trên 12 tháng không khai báo tạm vắng hoặc đăng ký tạm trú nơi khác thì bị xóa thường trú. Khi trở về, nộp hồ sơ đăng ký thường trú lại với sự đồng ý của chủ hộ.

residence-newborn | Nhập khẩu cho trẻ sơ sinh vào hộ ông bà
Cha mẹ cháu ở trọ nên tôi muốn cho cháu mới sinh nhập hộ khẩu của ông bà ngoại thì có được không?
> Trẻ được đăng ký thường trú theo ông bà khi cha mẹ đồng ý bằng văn bản và chủ hộ đồng ý. Nộp tại công an cấp xã.

residence-temporary-absence | Đi làm xa có phải khai báo tạm vắng
Tôi đi làm ở Đồng Nai vài tháng mới về một lần. Có bắt buộc khai báo tạm vắng không, không báo có bị phạt không?
> Người đi khỏi nơi cư trú từ 12 tháng liên tục mà không đăng ký tạm trú nơi mới phải khai báo tạm vắng; người trong độ tuổi nghĩa vụ quân sự đi trên 3 tháng phải khai báo.

residence-visitor | Thông báo lưu trú khi có khách ngủ lại
Nhà tôi có khách ở lại qua đêm thì phải báo công an trước mấy giờ, có thể báo bằng điện thoại không?
> Chủ hộ thông báo lưu trú trước 23 giờ, trực tiếp, qua điện thoại hoặc Cổng dịch vụ công; người đến sau 23 giờ thì báo trước 8 giờ hôm sau.

passport-first | Làm hộ chiếu phổ thông lần đầu
Tôi muốn làm hộ chiếu để đi du lịch, chưa từng có hộ chiếu. Nộp hồ sơ tại đâu và bao lâu thì nhận được?
> Nộp tại Phòng Quản lý xuất nhập cảnh Công an tỉnh hoặc trên Cổng dịch vụ công, lệ phí 200.000 đồng, trả trong 8 ngày làm việc.

passport-child | Hộ chiếu cho trẻ dưới 14 tuổi
Con gái tôi 7 tuổi theo mẹ sang thăm ngoại ở Mỹ. Thủ tục cấp hộ chiếu cho cháu có gì khác người lớn?
> Tờ khai do cha, mẹ hoặc người giám hộ ký, có xác nhận của công an cấp xã, kèm bản sao giấy khai sinh. Hộ chiếu của trẻ dưới 14 tuổi có thời hạn 5 năm.

passport-online | Nộp hồ sơ hộ chiếu qua Cổng dịch vụ công
Tôi ở Cù Lao Dung, đi lại khó khăn. Có thể đăng ký cấp hộ chiếu qua mạng và nhận tại nhà, không phải lên Công an tỉnh?
> Được nộp trực tuyến trên Cổng dịch vụ công Bộ Công an, trả kết quả qua bưu điện; người làm lần đầu chỉ đến một lần khi cần đối chiếu ảnh.

criminal-record | Phiếu lý lịch tư pháp để đi làm nước ngoài
Tôi chuẩn bị đi làm việc ở Nhật, công ty yêu cầu phiếu lý lịch tư pháp số 2. Hồ sơ gồm gì và lệ phí bao nhiêu?
> Nộp tờ khai và bản sao CCCD tại Sở Tư pháp, lệ phí 200.000 đồng, thời hạn 10 ngày làm việc, không quá 15 ngày nếu từng cư trú nhiều nơi.

criminal-record-proxy | Ủy quyền xin lý lịch tư pháp cho người đang ở nước ngoài
Em tôi đang định cư ở Úc cần phiếu lý lịch tư pháp. Tôi có thể thay mặt em nộp hồ sơ ở Sở Tư pháp không?
> Phiếu số 1 được ủy quyền bằng văn bản có chứng thực của cơ quan đại diện Việt Nam; anh chị em ruột vẫn phải có ủy quyền. Phiếu số 2 không được ủy quyền.
"""

COPIES = """
copy-certify-fee | Phí chứng thực bản sao từ bản chính
Tôi photo bằng tốt nghiệp 3 bản lên xã chứng thực thì phải đóng bao nhiêu một trang?
> Phí 2.000 đồng mỗi trang cho hai trang đầu, từ trang thứ ba 1.000 đồng, tối đa 200.000 đồng một bản.

copy-certify-online | Chứng thực bản sao điện tử
Khi nộp hồ sơ trên Cổng dịch vụ công, hệ thống yêu cầu bản sao điện tử được chứng thực. Tôi làm bản này ở đâu?
> Chứng thực bản sao điện tử từ bản chính được thực hiện tại UBND cấp xã, Phòng Tư pháp thông qua Cổng Dịch vụ công quốc gia; bản điện tử gửi vào tài khoản của công dân.

copy-certify-refused | Xã không chứng thực vì bản chính ép nhựa
Bằng tốt nghiệp của tôi đã ép plastic, cán bộ tư pháp xã trả lại không sao y. Như vậy có đúng quy định?
> Pháp luật chỉ không chứng thực bản chính bị tẩy xóa, hư hỏng không xác định nội dung. Ép nhựa không phải lý do từ chối nếu còn đọc được và không nghi ngờ giả mạo.

copy-certify-saturday | Chứng thực vào sáng thứ Bảy
Tôi là công nhân, ngày thường không nghỉ được. UBND phường có làm chứng thực vào thứ bảy không?
> Bộ phận Một cửa cấp huyện và một số phường làm việc sáng thứ Bảy; lịch cụ thể niêm yết trên trang của từng đơn vị.

signature-cv | Chứng thực chữ ký trên sơ yếu lý lịch
Tôi xin việc, công ty cần sơ yếu lý lịch có xác nhận của xã. Phường nơi tôi tạm trú có ký được không?
> Chứng thực chữ ký trên tờ khai lý lịch cá nhân không phụ thuộc nơi cư trú, thực hiện tại bất kỳ UBND cấp xã hoặc tổ chức hành nghề công chứng nào.

authorisation-abroad | Người ở nước ngoài ủy quyền cho em bán đất
Anh tôi sống ở Canada muốn ủy quyền cho tôi chuyển nhượng thửa đất tại Long Phú. Giấy ủy quyền lập ở bên đó có dùng được không?
> Hợp đồng ủy quyền lập tại cơ quan đại diện ngoại giao Việt Nam ở nước ngoài, sau đó bên nhận ủy quyền công chứng tiếp tại tổ chức hành nghề công chứng trong nước.

contract-land-where | Chứng thực hợp đồng chuyển nhượng đất tại xã
Hợp đồng mua bán đất lập tại UBND xã có giá trị như văn phòng công chứng không, xã có nhận làm không?
> Hợp đồng về quyền sử dụng đất được chứng thực tại UBND cấp xã nơi có đất hoặc công chứng tại tổ chức hành nghề công chứng, giá trị pháp lý đều được công nhận để đăng ký đất đai.

will | Lập di chúc có chứng thực của UBND xã
Ba tôi 78 tuổi muốn lập di chúc để lại căn nhà cho con út. Xã có chứng thực di chúc không, cần mấy người làm chứng?
> UBND cấp xã chứng thực di chúc, người lập phải minh mẫn, tự nguyện; chỉ cần người làm chứng khi không đọc, không ký được. Phí 50.000 đồng.

inheritance-refuse | Anh chị em từ chối nhận di sản nhường cho một người
Cha mẹ mất không để lại di chúc, năm anh em thống nhất giao hết phần đất cho người em út thờ cúng. Làm văn bản từ chối hay văn bản thỏa thuận?
> Có thể lập văn bản từ chối nhận di sản (chứng thực tại UBND cấp xã trước khi phân chia) hoặc văn bản thỏa thuận phân chia di sản có công chứng.

translation-certify | Dịch và chứng thực bằng cấp tiếng Anh
Tôi có bằng đại học cấp tại Úc, cần bản dịch tiếng Việt được chứng thực chữ ký người dịch. Nộp ở đâu?
> Phòng Tư pháp cấp huyện chứng thực chữ ký người dịch là cộng tác viên; hoặc công chứng bản dịch tại văn phòng công chứng. Phí 10.000 đồng một bản.
"""
