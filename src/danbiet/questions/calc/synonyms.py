"""Words of administration and what citizens say instead: phrases of one line mean the same to the search for similar questions.

A line is `concept: phrase | phrase`; a phrase may stand in several lines. Spoken forms of the south and shortenings included.
"""

from __future__ import annotations

# What the question is about.
THINGS = """
khai-sinh: khai sinh | giấy khai sinh | đăng ký khai sinh | làm khai sinh | giấy sinh | trích lục khai sinh | bản sao khai sinh | gks
khai-tử: khai tử | giấy chứng tử | báo tử | chứng tử | đăng ký khai tử | trích lục khai tử
chết: chết | mất đi | qua đời | từ trần | mất hồi | mới mất | đã mất | mất năm | mất sớm | khuất | người chết | mất rồi | vừa mất
kết-hôn: kết hôn | hôn nhân | đăng ký kết hôn | hôn thú | giấy hôn thú | làm giấy cưới | cưới | lấy chồng | lấy vợ | lập gia đình | đám cưới | vợ chồng | có chồng | có vợ | giấy kết hôn | thành hôn | hai vợ chồng
độc-thân: độc thân | tình trạng hôn nhân | xác nhận độc thân | chưa kết hôn | chưa có vợ | chưa có chồng | chưa vợ | chưa chồng | giấy độc thân | xác nhận tình trạng hôn nhân | chưa lập gia đình | chưa từng kết hôn
ly-hôn: ly hôn | ly dị | li dị | li hôn | thôi nhau | chia tay | bỏ nhau | bản án ly hôn | bỏ chồng | bỏ vợ | thôi chồng | thôi vợ | tòa xử ly hôn | đứt gánh | chấm dứt hôn nhân
cưới-lại: kết hôn lại | cưới lại | tái hôn | lấy chồng khác | lấy vợ khác | đi bước nữa | bước nữa | cưới lần nữa | kết hôn lần hai | cưới người khác | lấy người khác | lập gia đình mới
nhận-con: nhận con | nhận cha | nhận cha con | nhận cha mẹ con | nhận làm con ruột | adn | xét nghiệm adn | quan hệ cha con | tên cha | đứng tên cha | tên ba | phần cha | bỏ trống tên cha | ghi tên cha
con-ngoài: chưa đăng ký kết hôn | không đăng ký kết hôn | ngoài giá thú | sống chung không hôn thú | chung sống như vợ chồng | chưa có hôn thú | không có hôn thú | chưa cưới | ăn ở với nhau | không có giấy kết hôn | chưa làm giấy kết hôn | chưa có giấy kết hôn | chung sống
con-nuôi: con nuôi | nhận nuôi | nuôi con nuôi | xin con nuôi | nhận làm con nuôi | đăng ký nuôi con nuôi
giám-hộ: giám hộ | người giám hộ | đăng ký giám hộ | nuôi dưỡng cháu | đại diện cho cháu | cử người giám hộ | nuôi cháu | đứng ra nuôi
mồ-côi: mồ côi | mồ côi cha mẹ | cha mẹ mất | cha mẹ chết | ba má mất | mất cả cha lẫn mẹ | mất cha mẹ | ba mẹ mất | cha mẹ đều mất | ba mẹ đều mất | không còn cha mẹ | cha mẹ qua đời | ba mẹ qua đời | mất cha | mất mẹ | không nơi nương tựa
cải-chính: cải chính | cải chính hộ tịch | đính chính | sửa lại | sửa tên | sai tên | sai chữ | ghi sai | viết sai | sai chữ lót | sai họ | sai năm sinh | sai ngày sinh | không khớp | lệch | khác nhau | không trùng | không giống | bị sai | nhầm | ghi nhầm | sai sót | sai thông tin | không trùng khớp | sai lệch | in sai | chỉnh lại | điều chỉnh lại | chỉnh sửa
đổi-họ: đổi họ | thay đổi họ | đổi tên | thay đổi họ tên | theo họ mẹ | mang họ mẹ | lấy họ mẹ | sang họ mẹ | họ mẹ | đổi sang họ | thay đổi hộ tịch
dân-tộc: dân tộc | xác định lại dân tộc | đổi dân tộc | dân tộc thiểu số | người khmer | đồng bào | khmer | khơ me | khơme | kh'mer | đồng bào dân tộc | người dân tộc | đồng bào khmer
nước-ngoài: nước ngoài | người nước ngoài | ngoại quốc | yếu tố nước ngoài | người đài loan | đài loan | hàn quốc | người hàn | quốc tịch | việt kiều | chồng ngoại | người mỹ | nhật bản | ở nước ngoài | bên mỹ | bên nước ngoài | lãnh sự | hợp pháp hóa lãnh sự | đại sứ quán | campuchia | trung quốc | châu âu
liên-thông: liên thông | cùng lúc | một lần | làm chung | ba trong một | 3 trong 1 | một lượt | làm luôn | gộp | cùng một lúc | làm một lần | gộp chung
hộ-tịch: hộ tịch | sổ hộ tịch | sổ gốc | sổ bộ | lưu trữ | sổ lưu | sổ đăng ký
trích-lục: trích lục | bản sao trích lục | cấp lại bản sao | xin lại bản sao | sao lục | trích lục bản sao | cấp bản sao
căn-cước: căn cước | căn cước công dân | cccd | chứng minh nhân dân | chứng minh | cmnd | cmt | thẻ căn cước | thẻ chíp | cccd gắn chip | thẻ gắn chip | gắn chíp | giấy chứng minh | cmtnd | thẻ căn cước công dân | gắn chip
số-cũ: số cũ | chín số | 9 số | số chứng minh cũ | xác nhận số chứng minh | giấy xác nhận số | số mới | 12 số | khác số | đổi số | hai số khác nhau
vân-tay: vân tay | lăn tay | lấy vân tay | chụp hình | thu nhận hồ sơ căn cước | lăn vân tay | chụp ảnh
định-danh: số định danh | mã định danh | định danh cá nhân
thường-trú: thường trú | hộ khẩu | đăng ký thường trú | nhập hộ khẩu | sổ hộ khẩu | chuyển khẩu | hộ khẩu thường trú | nhập khẩu | hktt | shk | tách khẩu | cắt khẩu | vô hộ khẩu | nhập hộ | vô sổ hộ khẩu | chuyển hộ khẩu
tạm-trú: tạm trú | đăng ký tạm trú | kt3 | nhà trọ | phòng trọ | ở trọ | thuê trọ | ở thuê | thuê nhà | thuê phòng | mướn nhà | chủ trọ | chủ nhà | mướn phòng | nhà thuê | chủ nhà trọ | người thuê
cư-trú: cư trú | luật cư trú | xác nhận cư trú | thông tin cư trú | nơi ở | thường trú | tạm trú | giấy xác nhận cư trú | xác nhận nơi ở | chứng minh nơi ở | nơi cư trú
tách-hộ: tách hộ | tách khẩu | tách sổ | ra riêng | tách ra hộ riêng | tách sổ hộ khẩu | hộ riêng | sổ riêng | ra hộ riêng
xóa-hộ: xóa đăng ký thường trú | xóa hộ khẩu | bị xóa tên | cắt hộ khẩu | bị cắt khẩu | gạch tên | bị xóa khẩu | xóa tên | xóa khẩu | cắt khẩu | cắt tên | xóa thường trú | xóa đăng ký
thu-hồi-sổ: thu hồi sổ hộ khẩu | thu sổ hộ khẩu | thu lại sổ | bỏ sổ hộ khẩu | thu sổ | không còn sổ hộ khẩu | thu hồi sổ | bị thu sổ | thu mất sổ
tạm-vắng: tạm vắng | khai báo tạm vắng | vắng nhà | đi làm xa | đi làm ăn xa | báo tạm vắng | đi khỏi địa phương | đi vắng
lưu-trú: lưu trú | thông báo lưu trú | ngủ lại | ở lại qua đêm | khách ở lại | ở qua đêm
hộ-chiếu: hộ chiếu | passport | hộ chiếu phổ thông | sổ thông hành | xuất nhập cảnh | pát po
lý-lịch-tư-pháp: lý lịch tư pháp | phiếu lý lịch | án tích | tiền án | không có tiền án | không tiền án | lltp | tiền sự | giấy không phạm tội | tư pháp số 2 | tư pháp số 1 | phiếu lý lịch tư pháp
chứng-thực: chứng thực | công chứng | sao y | sao y bản chính | photo công chứng | chứng thực bản sao | đóng dấu sao y | sao y chứng thực | photo chứng thực
bản-điện-tử: bản sao điện tử | chứng thực điện tử | file điện tử | bản điện tử | sao y điện tử | chứng thực bản sao điện tử
chữ-ký: chứng thực chữ ký | chữ ký | sơ yếu lý lịch | xác nhận lý lịch | lý lịch
ép-nhựa: ép nhựa | ép plastic | ép dẻo | ép kính | bọc nhựa | cán màng | ép lụa | ép bìa
ủy-quyền: ủy quyền | giấy ủy quyền | thay mặt | làm thay | nhờ người khác | làm giùm | làm dùm | đi thay | nộp thay | làm hộ | nhận thay | làm giúp | nộp giùm | nộp hộ | đi nộp giùm | hợp đồng ủy quyền | đứng ra bán | nộp dùm | người nhà làm | đi làm giùm
di-chúc: di chúc | lập di chúc | trối lại | để lại di chúc | làm di chúc | viết di chúc | tờ di chúc
thừa-kế: thừa kế | di sản | chia tài sản | để lại | phân chia di sản | khai nhận di sản | hưởng thừa kế | sang tên cha mẹ mất | đất cha mẹ để lại | kế thừa | ba mất để lại | đất ông bà để lại | đứng tên cha | đứng tên ba | người mất đứng tên | thừa hưởng
từ-chối: từ chối nhận | khước từ | nhường phần | không nhận phần | từ chối nhận di sản | nhường lại | nhường hết | nhường cho | không lấy phần | từ chối hưởng | từ chối di sản
dịch-thuật: dịch thuật | bản dịch | dịch sang tiếng việt | dịch công chứng | chứng thực chữ ký người dịch
sổ-đỏ: sổ đỏ | sổ hồng | giấy chứng nhận quyền sử dụng đất | giấy chứng nhận | quyền sử dụng đất | gcn | gcnqsdđ | bằng khoán | giấy đất | giấy tờ đất | sổ đất | qsdđ | bìa đỏ | giấy chứng nhận qsdđ | chủ quyền đất | giấy chủ quyền | giấy đỏ
đất: đất | đất đai | thửa đất | miếng đất | lô đất | mảnh đất | nền nhà | thổ cư | đất thổ cư | công đất | đất ở | mảnh vườn
cấp-lần-đầu: cấp lần đầu | lần đầu | chưa có sổ | chưa có giấy | chưa được cấp | chưa làm sổ | cấp mới | chưa có giấy tờ | không có giấy tờ | làm sổ lần đầu | chưa có sổ đỏ | không giấy tờ | không có giấy tờ gì | chưa từng có giấy
giấy-tay: giấy tay | giấy viết tay | viết tay | mua bán giấy tay | sang tay | giấy tờ tay | mua giấy tay | tờ giấy tay
sang-tên: sang tên | chuyển nhượng | mua bán đất | chuyển quyền | bán đất | mua đất | sang nhượng | mua một nền | chuyển quyền sử dụng | mua miếng đất | đứng tên lại | mua lô đất | mua nền | mua bán nhà đất
tặng-cho: tặng cho | cho tặng | cho con | cho đất | cho lại con | để lại cho con | tặng con | cho lại | sang tên cho con | chia cho con | tặng cho quyền sử dụng đất | cha mẹ cho | ba mẹ cho | cho con đất | cho con trai | cho con gái
tách-thửa: tách thửa | tách sổ đất | chia đất | cắt đất | tách đất | chia hai | chia làm hai | chia thửa | diện tích tối thiểu | tách ra hai | cắt ra | chia đôi | xẻ đất | tách làm hai | chia lô | tách thành
hợp-thửa: hợp thửa | gộp thửa | nhập thửa
chuyển-mục-đích: chuyển mục đích | lên thổ cư | chuyển đổi đất | chuyển sang đất ở | chuyển mục đích sử dụng | lên đất ở | chuyển thổ cư | đất lúa lên thổ cư | đất vườn lên thổ cư | chuyển đất | lên thổ | thành đất ở | chuyển lên đất ở | sang thổ cư
đất-lúa: đất lúa | đất ruộng | trồng lúa | đất trồng lúa | ruộng | đất nông nghiệp | đất vườn | đất trồng cây | vườn | đất cây lâu năm | ruộng lúa
hết-hạn: hết hạn | thời hạn sử dụng | gia hạn | hết thời hạn | quá hạn sử dụng | đến hạn | thời hạn | hết hiệu lực | còn hiệu lực | mãn hạn | hết thời gian
thế-chấp: thế chấp | xóa thế chấp | giải chấp | trả hết nợ ngân hàng | cầm sổ ngân hàng | đăng ký thế chấp | vay ngân hàng | thế chấp ngân hàng | xóa đăng ký thế chấp | trả nợ xong | trả dứt nợ | tất toán | hết nợ ngân hàng
tranh-chấp: tranh chấp | lấn đất | lấn ranh | lấn chiếm | ranh đất | cột mốc | nhổ mốc | hàng xóm lấn | ranh giới | lấn qua | dời mốc | dời cột | trụ ranh | cột ranh | dời ranh | mốc ranh | cọc ranh | dời trụ | hòa giải đất đai | trụ mốc | trụ đá
lối-đi: lối đi | lối đi chung | đường đi chung | bít đường | rào đường | chặn lối | rào lối | đường vô nhà | lối đi qua | bít lối | rào lại | đường đi vô | chặn đường đi | hẻm chung | bịt lối
quy-hoạch: quy hoạch | lộ giới | dính quy hoạch | thông tin quy hoạch | bản đồ quy hoạch | vướng quy hoạch | nằm trong quy hoạch | tra cứu quy hoạch | giải tỏa
bồi-thường: bồi thường | đền bù | giải tỏa | thu hồi đất | giá đền bù | giải phóng mặt bằng | tiền đền bù | tiền bồi thường | bị thu hồi | áp giá | bồi hoàn
tái-định-cư: tái định cư | nền tái định cư | khu tái định cư | giao nền
thuế-đất: thuế đất | thuế nhà đất | thuế phi nông nghiệp | thuế sử dụng đất | thuế sử dụng đất phi nông nghiệp | đóng thuế đất | thuế đất phi nông nghiệp
tiền-sử-dụng-đất: tiền sử dụng đất | nợ tiền sử dụng đất | ghi nợ | ghi nợ tiền sử dụng đất | trả góp tiền đất | trả chậm | nợ tiền đất | nợ lại | thiếu lại
thuế: thuế | thuế thu nhập | thuế tncn | cơ quan thuế | chi cục thuế | khai thuế | nộp thuế | đóng thuế
lệ-phí-trước-bạ: trước bạ | lệ phí trước bạ | thuế trước bạ | phí trước bạ
đo-đạc: đo đạc | đo đất | trích đo | đo lại | cán bộ đo | đo vẽ | xuống đo | đo ranh | đo | vô đo | đi đo | tới đo
diện-tích: diện tích | diện tích thực tế | thừa đất | thiếu đất | dư ra | hụt | đo thực tế | chênh lệch | thiếu diện tích | lệch diện tích | dư đất
giá-đất: giá đất | bảng giá đất | bảng giá | đơn giá đất | giá đất nhà nước | khung giá đất
đứng-tên-chung: hai vợ chồng đứng tên | cùng đứng tên | đứng tên chung | ghi tên cả hai | tên vợ | thêm tên | thêm tên vợ | thêm tên chồng | ghi tên vợ chồng | đứng tên cả hai | tên vợ chồng | hai người đứng tên | chung tên | đồng sở hữu
xây-dựng: xây dựng | xây nhà | cất nhà | làm nhà | giấy phép xây dựng | phép xây dựng | xin phép xây | gpxd | cất căn nhà | xin phép cất nhà | xây cất | khởi công
sửa-nhà: sửa nhà | sửa chữa nhà | lợp lại mái | lót gạch | cải tạo nhà | sửa mái | lót nền | thay mái | lợp lại | thay tôn | sửa chữa nhà ở | lát nền | lợp mái
nứt: nứt | nứt tường | làm nứt | lún | hư nhà | nứt nẻ | nứt vách | nghiêng nhà | lún nứt
trái-phép: trái phép | sai phép | không phép | xây lấn | xây vượt | thanh tra xây dựng | xây dựng sai phép | vượt tầng | xây lố | sai giấy phép | không đúng giấy phép | ngoài giấy phép | trật tự xây dựng
chòi: chòi | nhà tạm | lều | chòi giữ vườn | chòi canh | lán trại | chòi lá | cái chòi | trại giữ | nhà chòi
nhà-dột: nhà dột nát | nhà xiêu vẹo | nhà ở xuống cấp | nhà tình thương | nhà đại đoàn kết | xây nhà cho hộ nghèo | hỗ trợ nhà ở | nhà dột | nhà mục | nhà hư | sập | nhà rách | nhà tình nghĩa | nhà lá | sắp sập | dột nát | xập xệ
số-nhà: số nhà | biển số nhà | cấp số nhà | gắn số nhà | chứng nhận số nhà | đánh số nhà
nhà-xã-hội: nhà ở xã hội | nhà xã hội | vay mua nhà
hộ-kinh-doanh: hộ kinh doanh | kinh doanh hộ gia đình | mở tiệm | mở quán | mở cửa hàng | buôn bán nhỏ | giấy phép kinh doanh | tạp hóa | bán tạp hóa | quán nước | gpkd | đăng ký hộ kinh doanh | hộ cá thể | kinh doanh cá thể | giấy phép buôn bán | mở tiệm tạp hóa | đăng ký kinh doanh
ngừng-kinh-doanh: tạm ngừng kinh doanh | ngừng kinh doanh | nghỉ bán | dẹp tiệm | chấm dứt kinh doanh | giải thể | nghỉ kinh doanh | đóng cửa tiệm | trả giấy phép | không bán nữa | dẹp quán | chấm dứt hoạt động | ngưng bán | sang quán | tạm nghỉ bán | tạm ngưng | nghỉ buôn bán | thôi bán
thuế-khoán: thuế khoán | thuế môn bài | môn bài | thuế hộ kinh doanh | giảm thuế | miễn thuế | giảm thuế khoán | khoán thuế | lệ phí môn bài | thuế tháng
doanh-nghiệp: doanh nghiệp | công ty | thành lập công ty | mở công ty | đăng ký doanh nghiệp | thành lập doanh nghiệp | lập công ty | thành lập | trách nhiệm hữu hạn | tnhh
đổi-địa-chỉ: chuyển trụ sở | đổi địa chỉ | thay đổi địa chỉ | dời trụ sở | dời công ty | dời văn phòng | chuyển địa điểm | đổi trụ sở | chuyển văn phòng
an-toàn-thực-phẩm: an toàn thực phẩm | vệ sinh an toàn thực phẩm | vsattp | attp | giấy an toàn thực phẩm | quán ăn | quán cơm | vệ sinh thực phẩm | hàng ăn | quán hủ tiếu | quán phở | quán bún | nhà hàng | cơ sở đủ điều kiện an toàn thực phẩm
rượu: rượu | bán lẻ rượu | bán rượu | rượu đế | nấu rượu | bia rượu | bán bia
thuốc-lá: thuốc lá | bán thuốc lá
karaoke: karaoke | hát karaoke | phòng hát | dịch vụ karaoke | quán karaoke
ồn: ồn | tiếng ồn | ồn ào | mở nhạc lớn | hát hò | loa kẹo kéo | karaoke di động | la hét | nhạc lớn | ầm ĩ | loa lớn | loa thùng | hát ngoài trời | inh ỏi | nhức đầu | kẹo kéo | điếc tai | ồn quá
gas: gas | bình gas | khí hóa lỏng | bán gas | lpg
thuốc-tây: thuốc tây | nhà thuốc | quầy thuốc | tiệm thuốc | dược | bán thuốc tây | hành nghề dược | tiệm thuốc tây | dược sĩ | nhà thuốc tây
phân-bón: phân bón | thuốc bảo vệ thực vật | thuốc trừ sâu | vật tư nông nghiệp | thuốc bvtv
lưu-trú-du-lịch: nhà nghỉ | homestay | khách sạn | phòng cho khách thuê | cơ sở lưu trú | cho thuê phòng | cho khách thuê | cho thuê phòng nghỉ | cho khách du lịch | nhà trọ cho thuê
chợ: chợ | chợ đêm | lô sạp | sạp chợ | chỗ bán | quầy hàng | ki ốt | tiểu thương | bán hàng đêm | chỗ bán hàng | gian hàng | sạp
biển-hiệu: biển hiệu | bảng hiệu | biển quảng cáo | bảng quảng cáo | treo bảng | treo biển | làm bảng hiệu | gắn bảng | băng rôn | pa nô | bảng tên tiệm
hóa-đơn: hóa đơn | hóa đơn điện tử | xuất hóa đơn
mã-số-thuế: mã số thuế | mst | mã số thuế cá nhân | trùng mã số thuế | tra mã số thuế | mã thuế
hoàn-thuế: hoàn thuế | quyết toán thuế | trả lại thuế | lấy lại tiền thuế
dịch-heo: dịch tả heo | heo chết | dịch tả lợn | tiêu hủy heo | tả heo châu phi | heo bị dịch | lợn | heo | tiêu hủy | dịch tả | bầy heo | đàn heo | chăn nuôi
xâm-nhập-mặn: xâm nhập mặn | hạn mặn | nước mặn | nhiễm mặn | lúa chết | mặn | bị mặn | thiệt hại do thiên tai | hạn hán | lúa bị chết | thiệt hại lúa | thiên tai
vay-vốn: vay vốn | vay ưu đãi | vốn vay | ngân hàng chính sách | vay tiền | lãi suất thấp | cho vay | mượn vốn | tín dụng | lãi suất ưu đãi | vay lãi thấp | vốn ưu đãi | chính sách xã hội | vay mượn | nhcsxh
hợp-tác-xã: hợp tác xã | htx | tổ hợp tác | thành lập hợp tác xã | lập hợp tác xã
ocop: ocop | mỗi xã một sản phẩm | đặc sản | sản phẩm ocop | nhãn hiệu | thương hiệu | sản phẩm đặc trưng | đặc sản quê | xã một sản phẩm
giống: giống | lúa giống | cây giống | con giống | hỗ trợ giống
cống: cống | cửa cống | mở cống | cống ngăn mặn | đóng cống | xả cống | cống đóng | cống thủy lợi | cống đập
thiếu-nước-ruộng: ruộng khô | thiếu nước tưới | không có nước tưới | lúa khô | nước vô ruộng | đồng khô | ruộng nứt | khô ruộng | ruộng thiếu nước | thiếu nước ruộng | không có nước bơm
bơm-tưới: bơm nước | tiền bơm | thủy lợi phí | trạm bơm | bơm tát | tiền bơm nước | bơm tưới | phí bơm | thủy lợi nội đồng | phí thủy lợi
tàu-cá: tàu cá | ghe | tàu đánh cá | tàu thuyền | ghe biển | đăng ký tàu cá | ghe cá | thuyền | tàu | đánh bắt | ghe đánh cá | xuồng | đi biển | đăng kiểm tàu
giám-sát-hành-trình: giám sát hành trình | thiết bị hành trình
nuôi-tôm: nuôi tôm | ao tôm | vuông tôm | đào ao | tôm
rác: rác | gom rác | thu gom rác | xe rác | đổ rác | rác thải | lấy rác | hốt rác | vứt rác | bãi rác | đống rác
phí-rác: tiền rác | phí rác | phí vệ sinh | thu tiền rác | giá dịch vụ rác | phí thu gom | đóng tiền rác
hôi: mùi hôi | hôi thối | hôi | thúi | mùi phân | bốc mùi | nặng mùi | hôi hám | mùi thối | thối | hôi quá | ô nhiễm mùi
trại-heo: trại heo | chuồng heo | nuôi heo | trại chăn nuôi | nuôi lợn | chuồng lợn | nuôi gia súc
ô-nhiễm: ô nhiễm | ô nhiễm môi trường | nước thải | xả thải | kênh đen | nước đen | xả nước | thải ra | xả thẳng | nước kinh đen | gây ô nhiễm | xả ra | bẩn
kênh: kênh | con kinh | kênh rạch | sông | rạch | kinh | con rạch | con kênh | mương | dòng kênh
nhà-máy: nhà máy | xí nghiệp | cơ sở sản xuất | xưởng | công ty thủy sản | nhà máy thủy sản | khu công nghiệp | nhà xưởng
nước-sạch: nước sạch | nước máy | cúp nước | mất nước | nước sinh hoạt | nước ngọt | không có nước | nước yếu | nước phèn | nước xài | trạm cấp nước | cấp nước | thiếu nước | nước để xài | mất nước máy | đường ống nước
tiền-nước: tiền nước | hóa đơn nước | đồng hồ nước | giá nước | giấy báo tiền nước
giếng: giếng | khoan giếng | giếng khoan | nước ngầm | nước dưới đất | cây nước | đóng cây nước | khai thác nước dưới đất
khói: khói | đốt rơm | đốt đồng | khói rơm | đốt rơm rạ | rơm rạ
chó: chó | chó thả rông | chó dại | thả rông | chó chạy rông | bầy chó | chó cắn | nuôi chó | vật nuôi | rọ mõm | con chó | chó dữ
cây-điện: cành cây | cây đè dây điện | mé nhánh | cây ngã | nhánh cây | dây điện
đường-hư: đường hư | ổ gà | đường xấu | lộ hư | đường xuống cấp | lộ xuống cấp | ổ voi | sửa đường | lầy lội | đường lầy | lộ đal | lộ đan | lộ nông thôn | hư hỏng | con lộ | đường đal | đường đan | đường đất | bể nát | sửa lộ | làm lộ | đường giao thông | ổ gà ổ voi | lồi lõm | hư nặng | đường bể | đường trong ấp | đường ấp | đường nông thôn
đèn-đường: đèn đường | đèn công cộng | chiếu sáng | không có đèn | đèn cao áp | đèn chiếu sáng | đèn hư
cầu: cầu | cây cầu | cầu ván | cầu khỉ | cầu bê tông | cầu sắp sập | cầu yếu | cầu gỗ | chiếc cầu | cầu nông thôn | bắc cầu | cầu dân sinh | cầu ấp | cầu mục | cầu gãy | sập cầu
ngập: ngập | triều cường | ngập nước | nước ngập | nước lên | thoát nước | ngập đường | nước tràn | lụt | cống thoát | cống nghẹt | ngập úng | nước rong | nước lớn | ngập lụt | rằm nước
hiến-đất: hiến đất | cho đất làm đường | hiến đất làm lộ | mở rộng lộ | cho đất làm lộ | hiến đất làm đường | hiến mấy mét | đất hiến | mở đường
xe-quá-tải: xe tải nặng | quá tải | xe ben | xe tải | xe chở cát | xe lớn | xe chở đất | xe quá tải | xe chở đá | xe trọng tải | quá trọng tải | xe hạng nặng | xe tải chạy | xe chở vật liệu
đồng-hồ-điện: đồng hồ điện | điện kế | gắn điện | công tơ | câu điện | kéo điện | vô điện | mắc điện | lắp điện | công tơ điện | gắn đồng hồ | điện nhờ | câu nhờ | câu đuôi | đấu điện
tiền-điện: tiền điện | giá điện | thu tiền điện | giá điện nhà trọ | điện cao | tính tiền điện | tính giá điện
cúp-điện: cúp điện | mất điện | cắt điện | điện yếu | điện chập chờn | cúp hoài | ngắt điện | mất điện hoài | điện lực | không có điện | lịch cắt điện | ngừng cung cấp điện | ngưng cấp điện
đăng-ký-xe: đăng ký xe | cà vẹt | giấy đăng ký xe | cavet | bấm biển số | ra biển số | cà vẹt xe | biển số xe | bốc số | xe mới | giấy tờ xe | đăng ký biển số | làm biển số | đăng ký mới xe | mua xe | giấy xe
xe: xe máy | xe gắn máy | mô tô | xe honda | xe hai bánh | chiếc xe | xe cũ | ô tô | xe hơi | xe mô tô | xe
xe-không-chính-chủ: không chính chủ | qua nhiều đời chủ | mua lại xe cũ | nhiều người chủ | không tìm được chủ | sang tên xe | mất giấy tờ xe | nhiều chủ | không giấy tờ | qua tay nhiều người | nhiều đời chủ | không có chứng từ | chính chủ | xe cũ | chủ cũ | mất liên lạc | qua nhiều người
biển-số: biển số | mất biển số | rớt biển số
bằng-lái: bằng lái | giấy phép lái xe | gplx | bằng lái xe | đổi bằng lái | thi bằng lái | bằng a1 | a1 | bằng lái a1 | bằng lái xe máy | bằng xe máy | bằng b2 | b2 | sát hạch | thi bằng
mù-chữ: không biết chữ | mù chữ | không rành chữ | không biết đọc | không rành tiếng việt | không đọc được | chữ nghĩa | không biết đọc chữ | không biết viết | không đọc viết | dốt chữ
phạt: phạt | nộp phạt | đóng phạt | vi phạm giao thông | xử phạt | tiền phạt | biên bản vi phạm | biên bản | bị phạt | phạt nguội | giam bằng | phạt giao thông
cờ-bạc: đánh bạc | cờ bạc | đá gà | gà đá | ghi đề | số đề | sòng bạc | bài bạc | trường gà | gà nòi | binh xập xám | ăn tiền | đánh bài | cá độ | sới gà | tụ điểm
tín-dụng-đen: tín dụng đen | cho vay nặng lãi | vay nóng | đòi nợ | xiết nợ | giang hồ | app vay | vay nặng lãi | tạt sơn | khủng bố điện thoại | hăm dọa | đe dọa | chủ nợ | dọa giết | xã hội đen | vay app | đòi tiền | dọa nạt | cho vay lãi cao | nặng lãi | hăm he | quấy rối
lừa-đảo: lừa đảo | giả danh | giả công an | gọi điện lừa | mạo danh | lừa tiền
hộ-nghèo: hộ nghèo | nghèo | sổ nghèo | sổ hộ nghèo | xét hộ nghèo | hộ khó khăn | diện nghèo | nghèo khổ | nhà nghèo | hoàn cảnh khó khăn | gia đình nghèo | bình xét | hoàn cảnh
bị-cắt-nghèo: bị cắt hộ nghèo | thoát nghèo | không còn hộ nghèo | bị cắt sổ nghèo | đưa ra khỏi hộ nghèo | rút sổ nghèo | bị rút | loại khỏi hộ nghèo | cắt sổ | ra khỏi danh sách | cắt nghèo | cho thoát nghèo | bị loại khỏi | rút khỏi danh sách | cắt tên khỏi | bị cho ra | gạch khỏi danh sách | bị xét thoát | cắt chế độ | đưa ra khỏi danh sách | ra khỏi diện | bị loại
cận-nghèo: cận nghèo | hộ cận nghèo
người-cao-tuổi: người cao tuổi | người già | đủ 80 | 80 tuổi | tám mươi | bảo trợ xã hội | trợ cấp người cao tuổi | tiền người già | tuổi già | lớn tuổi | cao tuổi | già yếu | 80 | tuổi cao | trợ cấp xã hội | hưu trí xã hội | trên 80 | cụ bà | cụ ông
truy-lĩnh: truy lĩnh | trả bù | lãnh bù | tính từ tháng | hồi tố | trả lại các tháng | các tháng trước | nhận lại | truy trả | bù lại | từ tháng nào | mấy tháng trước | tính từ lúc | tháng trước đó | truy thu | mấy tháng qua
mai-táng: mai táng | mai táng phí | tiền chôn | tiền mai táng | chi phí mai táng | chôn cất | ma chay | đám tang | hỏa táng | đám ma | chôn | tang lễ
khuyết-tật: khuyết tật | tàn tật | mức độ khuyết tật | giấy khuyết tật | bệnh tâm thần | tật nguyền | xác nhận khuyết tật | hội đồng xác định | bại liệt | bị liệt | liệt | tai biến | tâm thần | khuyết tật nặng | đặc biệt nặng
chăm-sóc: chăm sóc | người nuôi dưỡng | nuôi người bệnh | người chăm nuôi | chăm người khuyết tật | nuôi bệnh | nuôi dưỡng | nằm một chỗ | chăm nom | nằm liệt | liệt giường | không đi lại được | nằm giường | già yếu không đi được | đi lại không được | không đi được | trực tiếp chăm sóc
tự-kỷ: tự kỷ | chậm phát triển | trẻ đặc biệt | giáo dục hòa nhập | học hòa nhập | can thiệp sớm | trường chuyên biệt | chậm nói | trẻ khuyết tật | trẻ tự kỷ | trường khuyết tật | tăng động
đơn-thân: đơn thân | mẹ đơn thân | nuôi con một mình | một mình nuôi con | chồng bỏ | không chồng | không có chồng | mẹ nuôi con một mình | góa | góa chồng | đơn chiếc | một nách
trợ-cấp: trợ cấp | tiền trợ cấp | chế độ | hỗ trợ | tiền hàng tháng | hưởng chế độ | chính sách | phụ cấp | lãnh tiền | hỗ trợ tiền | tiền hỗ trợ | trợ giúp | trợ cấp hàng tháng | giúp đỡ | nhận tiền | được hưởng | quyền lợi
liệt-sĩ: liệt sĩ | liệt sỹ | thân nhân liệt sĩ | bằng tổ quốc ghi công | thờ cúng liệt sĩ | giấy báo tử | hy sinh | mẹ liệt sĩ | gia đình liệt sĩ
da-cam: chất độc da cam | da cam | dioxin | chất độc hóa học | nhiễm chất độc | nhiễm độc | chất độc
thương-binh: thương binh | thương tật | giám định thương tật | bị thương | vết thương | người bị thương | thương tích | mảnh đạn | thương binh mất giấy | tham gia kháng chiến | kháng chiến | đi bộ đội
người-có-công: người có công | gia đình chính sách | có công với cách mạng | chính sách người có công | có công | diện chính sách | cựu chiến binh
hưu: lương hưu | hưu trí | lãnh lương hưu | nghỉ hưu
bhyt: bảo hiểm y tế | bhyt | thẻ bảo hiểm | thẻ khám bệnh | thẻ bhyt | bảo hiểm khám bệnh | thẻ bảo hiểm y tế | thẻ y tế | bảo hiểm sức khỏe
hộ-gia-đình: hộ gia đình | cả nhà | cả gia đình | nhà có bốn người | mua cho cả nhà | bốn người | năm người | mấy người trong nhà | nguyên nhà | toàn gia đình
ktcb-ban-đầu: khám chữa bệnh ban đầu | nơi đăng ký khám | đổi nơi khám | đổi bệnh viện | bệnh viện khác | nơi khám | chuyển bệnh viện | nơi khám chữa bệnh | đổi chỗ khám | khám ban đầu | nơi khám bệnh
vssid: vssid | ứng dụng | trên điện thoại | app bảo hiểm | thẻ điện tử | trên app | hình ảnh thẻ | app
trái-tuyến: trái tuyến | vượt tuyến | không chuyển tuyến | giấy chuyển viện | chuyển viện | đúng tuyến | giấy chuyển tuyến | thông tuyến | không có giấy chuyển | lên tuyến trên | chuyển tuyến | tuyến tỉnh | tuyến trên
bhxh: bảo hiểm xã hội | bhxh | sổ bảo hiểm | đóng bảo hiểm | sổ bhxh | bảo hiểm
rút-một-lần: rút một lần | bhxh một lần | rút bảo hiểm | lãnh một lần | bảo hiểm xã hội một lần | rút tiền bảo hiểm | rút bhxh | lãnh bảo hiểm một lần | lấy một lần | rút sổ | hưởng một lần | rút 1 lần | bảo hiểm 1 lần | nhận một cục | lãnh một cục
tự-nguyện: tự nguyện | bảo hiểm xã hội tự nguyện | bhxh tự nguyện | bảo hiểm tự nguyện
hai-sổ: hai sổ | gộp sổ | 2 sổ | gộp sổ bảo hiểm | hai sổ bảo hiểm | nhập sổ | hai cuốn sổ | 2 cuốn sổ | gộp lại | nhập chung | gộp hai
nợ-bảo-hiểm: nợ bảo hiểm | công ty không đóng bảo hiểm | nợ bhxh | chốt sổ | không chốt sổ | không đóng bảo hiểm | trốn đóng | công ty nợ | chưa đóng bảo hiểm | doanh nghiệp nợ | chưa chốt sổ
thai-sản: thai sản | tiền sinh con | nghỉ sinh | chế độ thai sản | nghỉ đẻ | sinh em bé | tiền thai sản | sanh | đẻ | hộ sản
thất-nghiệp: thất nghiệp | trợ cấp thất nghiệp | bảo hiểm thất nghiệp | bhtn | nghỉ việc | mất việc | thôi việc | bị cho nghỉ | nghỉ làm | chấm dứt hợp đồng
covid: covid | dịch bệnh | dịch | covid-19 | cô vít | giãn cách | chỉ thị 16 | gói hỗ trợ | nghị quyết 68 | mùa dịch | đại dịch | corona | cô vi | nghị quyết 116 | sars
lao-động-tự-do: lao động tự do | bán vé số | vé số | xe ôm | buôn gánh bán bưng | lao động tự do mất việc | làm thuê | phụ hồ | bốc vác | bán hàng rong | làm mướn | không có giao kết hợp đồng | mua bán ve chai | chạy xe ôm
danh-sách: danh sách | lập danh sách | bỏ sót | không có tên | sót tên | bị sót | bỏ quên | không được xét | không có trong danh sách | sót hộ | lọt danh sách | người có người không | thiếu tên | xét duyệt | không công bằng | hàng xóm có | nhà bên được | nhà kế bên có | không đồng đều
vắc-xin: vắc xin | vaccine | tiêm ngừa | chích ngừa | tiêm chủng | tiêm vắc xin | mũi 1 | mũi 2 | mũi hai | chích thuốc ngừa | tiêm | chích | mũi tiêm | chích vắc xin | vacxin | mũi thứ hai | mũi 3
hộ-chiếu-vắc-xin: sổ sức khỏe điện tử | chứng nhận tiêm chủng | pc covid | không hiện mũi tiêm | chưa cập nhật mũi tiêm | thẻ xanh | sổ sức khỏe | không hiện | chưa hiện | không thấy hiện | chưa cập nhật | không cập nhật
về-quê: về quê | về địa phương | từ bình dương về | từ sài gòn về | vùng dịch về | trở về | về từ | từ tphcm về | từ thành phố về | về nhà | bình dương | sài gòn | đồng nai | thành phố hồ chí minh | ngoài tỉnh về | về tỉnh | tỉnh khác về
cách-ly: cách ly | khu cách ly | cách ly tập trung | cách ly tại nhà | theo dõi sức khỏe | f0 | f1 | bị cách ly
đi-đường: giấy đi đường | qua chốt | chốt kiểm soát | chốt kiểm dịch
mở-cửa-lại: mở cửa lại | mở lại | hoạt động lại | bán lại | buôn bán lại | được mở | mở bán lại | hớt tóc | cắt tóc | ăn tại chỗ | bán mang về | bán tại chỗ | mở cửa | bán trở lại | hoạt động trở lại | mở cửa trở lại | salon
đi-học-lại: đi học lại | học trực tiếp | trở lại trường | đến trường | học online | học trực tuyến | đi học trở lại | tới trường | học sinh đi học | mở cửa trường | cho con đi học
lớp-1: lớp 1 | lớp một | tuyển sinh | vào lớp một | xin học | nhập học | trái tuyến lớp 1 | đầu cấp | vô lớp 1 | vô lớp một | vào lớp 1 | phổ cập | tuyển sinh lớp 1
chuyển-trường: chuyển trường | xin chuyển trường | đổi trường | học bạ | chuyển qua trường | chuyển về trường | chuyển học
học-phí: học phí | miễn học phí | giảm học phí | miễn giảm học phí | tiền trường | tiền học | đóng học phí | chi phí học tập
lạm-thu: lạm thu | các khoản thu | quỹ phụ huynh | quỹ lớp | đóng góp đầu năm | thu tiền ngoài | khoản thu | quỹ hội | tiền quỹ | xã hội hóa giáo dục | vận động đóng góp | thu đủ thứ | thu nhiều khoản | hội phụ huynh | cha mẹ học sinh | đóng đủ thứ | quỹ trường | thu đầu năm
bán-trú: bán trú | gạo | tiền ăn | nghị định 116 | hỗ trợ học sinh | xã đặc biệt khó khăn | vùng khó khăn | hỗ trợ gạo | đặc biệt khó khăn | xã khó khăn | vùng sâu
dạy-thêm: dạy thêm | học thêm
bằng-cấp: bằng tốt nghiệp | bằng cấp | văn bằng | bằng đại học | bằng cấp ba | bằng thpt | bằng 12 | bằng tốt nghiệp thpt | chứng chỉ | bằng cấp 3 | bằng tú tài | bằng thcs | bằng cấp 2 | bằng trung học | bằng học
công-nhận-văn-bằng: công nhận văn bằng | văn bằng nước ngoài | bằng nước ngoài | học ở nước ngoài | công nhận bằng | du học | bằng du học | tương đương
thiết-bị-học: máy tính | điện thoại thông minh | không có máy | sóng và máy tính cho em | máy tính bảng | ipad | thiết bị học | laptop | không có điện thoại | điện thoại học
sinh-viên: sinh viên | vay đi học | vay vốn sinh viên | vay tiền đi học | đại học | tân sinh viên | học đại học | đi học đại học
xuất-khẩu-lao-động: xuất khẩu lao động | đi làm nước ngoài | làm việc ở nước ngoài | đi nhật | lao động nước ngoài | xklđ | đi lao động | đi làm việc ở nước ngoài | lao động ở nước ngoài | đi hàn quốc | làm việc nước ngoài | sang nhật làm
học-nghề: học nghề | dạy nghề | đào tạo nghề | học nghề miễn phí
nợ-lương: nợ lương | không trả lương | trả lương | thiếu lương | chậm lương | quỵt lương | giam lương | tiền lương | nợ mấy tháng lương | tháng lương | quỵt tiền | lương công nhân | lương
công-chức: công chức | thi công chức | tuyển dụng công chức | viên chức | thi tuyển | tuyển công chức | thi vào nhà nước | kỳ thi tuyển | xét tuyển | tuyển dụng
giáo-viên: giáo viên | giáo viên hợp đồng | thầy cô | biên chế | dạy hợp đồng | vào biên chế | vô biên chế | cô giáo | thầy giáo | đi dạy | dạy học
không-chuyên-trách: không chuyên trách | cán bộ ấp | trưởng ấp | phụ cấp | phó ấp | trưởng khóm | bí thư chi bộ | cán bộ không chuyên trách | công an viên | ban nhân dân ấp
"""

# What is wanted, or what happened; these words are in every subject.
INTENTS = """
~phí: lệ phí | phí | bao nhiêu tiền | hết bao nhiêu | tốn bao nhiêu | giá bao nhiêu | mất bao nhiêu tiền | đóng bao nhiêu | bao nhiêu | nhiêu tiền | mức thu | mức phí | đóng nhiêu | mấy đồng | bn tiền | tốn nhiêu | chi phí | phải đóng tiền | tốn tiền | giá cả | thu bao nhiêu | mức đóng
~bao-lâu: bao lâu | mấy ngày | thời gian giải quyết | thời hạn giải quyết | khi nào có | bao giờ | khi nào | chừng nào | bao lâu có | hẹn ngày | lúc nào | mấy bữa | trong bao lâu | bao nhiêu ngày | mấy tháng | ngày nào | bao lâu thì | tới khi nào | đến bao giờ | hồi nào | bao h | thời gian
~hồ-sơ: hồ sơ gồm | cần giấy gì | giấy tờ gì | thủ tục gì | cần những gì | cần gì | chuẩn bị giấy tờ | thành phần hồ sơ | đem theo | mang theo giấy | giấy tờ nào | cần những giấy | thủ tục | làm sao | làm thế nào | như thế nào | cách làm | thủ tục ra sao | ra sao | các bước | hướng dẫn | giấy gì | ntn | làm cách nào | thế nào | trình tự | quy trình | hồ sơ | sao | giấy tờ
~ở-đâu: ở đâu | nộp ở đâu | làm ở đâu | cơ quan nào | đến đâu | lên đâu | gặp ai | chỗ nào | nơi nào | nộp tại đâu | tới đâu | về đâu | cấp nào | xã hay huyện | hỏi ai | đi đâu | liên hệ đâu | nộp đâu | ở chỗ nào | nơi nộp | cơ quan có thẩm quyền | ra đâu | báo ai | thẩm quyền | ai giải quyết | phản ánh với ai | báo cho ai | làm đâu | đăng ký đâu
~trực-tuyến: trực tuyến | qua mạng | online | trên mạng | dịch vụ công | cổng dịch vụ công | dịch vụ công trực tuyến | nộp qua mạng | dvc | tại nhà | mức độ 4 | mức độ 3 | trên internet | làm trên mạng | qua internet | cổng quốc gia | bằng điện thoại | làm online | mạng
~trễ: trễ hẹn | trễ | quá hạn | chưa có kết quả | chưa giải quyết | lâu quá | chờ hoài | chậm | chậm trễ | chưa nhận được | đợi hoài | trễ hạn | ngâm | chưa thấy | vẫn chưa | mãi chưa | mấy tháng nay | chưa có | chưa được nhận | chờ lâu | chậm giải quyết | hoài không | đến nay chưa | tới giờ chưa | quá ngày hẹn | hoài chưa | chưa được | chờ | đợi
~mất: bị mất | làm mất | thất lạc | mất giấy | rớt mất | bị rớt | cấp lại | làm lại | đánh mất | bị cháy | cháy | không còn | rơi mất | đánh rơi | mất rồi | hư mất | rớt | xin lại | mất bản chính | tiêu hủy | bị hư | cháy nhà | thất lạc giấy tờ | mất sổ | mất thẻ | lạc mất
~từ-chối: không chịu | không nhận | từ chối | không cho | bác hồ sơ | không đồng ý | không giải quyết | trả hồ sơ | không chịu làm | không tiếp nhận | không được chấp nhận | trả lại hồ sơ | không chấp nhận
~bổ-sung: bổ sung | bắt bổ sung | đi tới đi lui | thêm giấy | đi lại nhiều lần | yêu cầu thêm | bổ sung hồ sơ | chạy tới chạy lui | nhiều lần | lên xuống nhiều lần | thiếu giấy | đi hoài | bổ sung giấy tờ | kêu bổ túc | mỗi lần | đi nhiều lần
~thái-độ: thái độ | hách dịch | nạt | quát | gắt gỏng | khó chịu | cư xử | nhăn nhó | lớn tiếng | cáu gắt | ăn nói | thô lỗ | nói chuyện khó nghe | lạnh nhạt | cộc cằn | thiếu tôn trọng | la mắng
~vòi-tiền: bồi dưỡng | vòi tiền | nhũng nhiễu | đòi tiền | tiền cà phê | lót tay | đưa tiền | hối lộ | tiền bồi dưỡng | tiêu cực | phong bì | chung chi | làm nhanh | gợi ý tiền | đòi thêm tiền | lo lót | ăn tiền
~ngày-nghỉ: thứ bảy | thứ 7 | chủ nhật | cuối tuần | ngày nghỉ | ngoài giờ | giờ làm việc | buổi trưa | sáng thứ bảy | t7
~bưu-điện: bưu điện | bưu chính | gửi về nhà | trả tận nhà | giao tận nhà | chuyển phát | gửi kết quả | tận nhà | ship | giao tận nơi | nhận tại nhà | gửi tận nhà | bưu chính công ích
~tra-cứu: tra cứu | tình trạng hồ sơ | theo dõi hồ sơ | tới đâu rồi | xem hồ sơ | kiểm tra hồ sơ | mã hồ sơ | coi hồ sơ | coi ở đâu | xem ở đâu | giải quyết tới đâu | đến đâu rồi | hồ sơ tới đâu | biên nhận | theo dõi tiến độ | tra | dò | xem
~tài-khoản: tài khoản | đăng ký tài khoản | không đăng nhập được | đăng nhập | tạo tài khoản | lập tài khoản | không vô được | không vào được | mở tài khoản | tài khoản dịch vụ công | otp | mã otp
~mật-khẩu: mật khẩu | quên mật khẩu | đổi số điện thoại | mất sim | đổi sim | quên pass | số điện thoại cũ | đổi số | mất số | thay số điện thoại | pass | lấy lại mật khẩu | quên mật mã | số cũ
~thanh-toán: thanh toán | thanh toán trực tuyến | trả tiền qua mạng | chuyển khoản | nộp tiền qua mạng | trừ tiền | thanh toán lỗi | thẻ ngân hàng | trả phí | nộp phí | đóng tiền qua mạng | giao dịch | trừ tài khoản | thanh toán không được | nộp lệ phí | thanh toán lệ phí
~xin-lỗi: xin lỗi | thư xin lỗi | phiếu xin lỗi | văn bản xin lỗi
~một-cửa: một cửa | bộ phận một cửa | trung tâm phục vụ hành chính công | nơi tiếp nhận | tiếp nhận và trả kết quả | hành chính công | 1 cửa | quầy tiếp nhận | quầy | bộ phận tiếp nhận
~tiếng-khmer: tiếng khmer | biết tiếng khmer | nói tiếng khmer | người khmer | phiên dịch | tiếng dân tộc | tiếng khơ me | không rành tiếng việt | không rành tiếng kinh | nói tiếng dân tộc
~hỗ-trợ-người-già: không biết dùng máy | không rành máy | không rành điện thoại | người mù | khiếm thị | giúp người già | không biết xài | hướng dẫn người già | mắt kém | mù | mắt mờ | không rành công nghệ | người già không biết | mắt yếu | không biết sử dụng | mắt không thấy
~xác-nhận: xác nhận | xác nhận của xã | dấu xã | đóng dấu | phường xác nhận | giấy xác nhận | xin dấu | xác nhận của ubnd xã | mộc đỏ | xin xác nhận | đóng mộc | xác nhận của địa phương
~góp-ý: góp ý | đánh giá | phản ánh | hài lòng | mức độ hài lòng | cho ý kiến | khen | chấm điểm | chê | ý kiến | góp ý kiến | phiếu khảo sát | khảo sát
~trẻ-em: con nhỏ | trẻ em | em bé | con tôi | cháu bé | bé | đứa nhỏ | sơ sinh | trẻ sơ sinh | cháu | con em | trẻ | con nít | đứa con | mới sinh | mới đẻ | em bé mới sinh | con gái | con trai | mới sanh
~cha-mẹ: cha | mẹ | ba | má | tía | ba má | cha mẹ | bố | bố mẹ | ba mẹ | ông già | bà già
~ông-bà: ông bà | ông nội | bà nội | ông ngoại | bà ngoại | nội | ngoại
~anh-em: anh em | chị em | anh chị em | em ruột | anh ruột | chị ruột
~cháu-ruột: cháu ruột | cháu gọi bằng cậu | con của em | con của anh | con của chị | cháu họ | con của em gái | con anh trai | con em gái | cháu kêu bằng
~hàng-xóm: hàng xóm | láng giềng | nhà kế bên | nhà bên cạnh | kế bên | lối xóm | nhà bên | nhà đối diện | sát vách | người bên cạnh | sát bên | hộ bên cạnh | hộ liền kề
~xã: xã | ủy ban xã | ubnd xã | phường | ủy ban | ubnd | ủy ban nhân dân | ủy ban nhân dân xã | trên xã | ngoài xã
~huyện: huyện | ubnd huyện | công an huyện | thị xã | trên huyện
~khác-nơi: nơi khác | tỉnh khác | khác tỉnh | xa quê | ở xa | khác huyện | khác xã | ngoài tỉnh | làm ăn xa | khác nơi | huyện khác | xã khác | khác phường | không về quê | xứ khác | nhiều nơi | nhiều tỉnh | xa nhà | mỗi người một xã | hai nơi | hai xã khác nhau | đi làm xa | ở tỉnh
~lâu-năm: lâu năm | từ lâu | trước năm 1993 | hồi xưa | ngày xưa | từ đời ông | trước giải phóng | mấy chục năm | nhiều năm | lâu đời | từ hồi | hồi trước | đã lâu | mấy năm trước | ba mươi năm | hai mươi năm | lâu rồi | trước đây | hồi đó | năm xưa | từ thời
~trễ-hạn-đăng-ký: quá hạn | trễ hạn | mấy tuổi rồi | lớn rồi | chưa làm khai sinh | chưa có khai sinh | chưa khai sinh | quên làm | đăng ký muộn | đăng ký quá hạn | mấy năm rồi | chưa khai tử | chưa đăng ký | chưa báo tử | chưa làm giấy
~tuổi: bao nhiêu tuổi | mấy tuổi | đủ tuổi | chưa đủ tuổi | 18 tuổi | 17 tuổi | tuổi | 14 tuổi | dưới 14 | mười bảy | đủ 14 | mười bốn | 16 tuổi | chưa đủ 18 | vị thành niên | mười tám | tảo hôn | 17
~tại-nhà: tại nhà | ở nhà | chết tại nhà | mất tại nhà | không qua bệnh viện | mất ở nhà | chết ở nhà | đến nhà | tới nhà | xuống nhà | lưu động
~điều-kiện: điều kiện | tiêu chuẩn | có được không | được không | có được | yêu cầu gì | phải có gì | có bị cấm | có phải | phải không | bắt buộc | có cần | cần không | tiêu chí | đối tượng | thuộc diện | xin phép | giấy phép
~ai-giải-quyết: thanh tra | kiểm tra | xử lý | can thiệp | ai xử | giải quyết giùm | xử giùm | báo ai | đề nghị | kiểm tra xử lý | đình chỉ | xử lý dứt điểm | ai quản lý
~vấn-đề-giá-thấp: giá thấp | thấp quá | rẻ quá | không thỏa đáng | không đồng ý giá | chưa thỏa đáng | quá thấp | rẻ mạt | bèo | không đủ | thấp hơn | thấp
~đắt: đắt | mắc | cao quá | tăng cao | tăng vọt | cao bất thường | tăng bất thường | mắc quá | tính mắc | tăng gấp | gấp đôi | cao hơn | tăng đột biến | giá cao | nhảy vọt
~không-báo: không báo trước | không thông báo | đột ngột | bất ngờ | không thấy báo | không báo
~mỗi-ngày: mỗi ngày | mỗi tối | hằng ngày | ngày nào cũng | hàng đêm | liên tục | suốt ngày | đêm nào cũng | thường xuyên | tối nào cũng | hoài | mỗi đêm | hàng tuần | cả đêm
~cuộc-thi: cuộc thi | hội thi | thi tìm hiểu | dự thi | thể lệ | cuộc thi trực tuyến | thi trực tuyến | tham gia thi | tìm hiểu cải cách hành chính | cải cách hành chính
~giải-thưởng: giải thưởng | trúng giải | nhận giải | giấy chứng nhận giải | đạt giải | tiền thưởng | lãnh giải | được giải | giải ba | giải nhì | giải khuyến khích | giải nhất | phần thưởng | lãnh thưởng
~chùa: chùa | sửa chùa | xây chánh điện | trùng tu | chánh điện | sala | nhà thờ | cơ sở tôn giáo | thờ tự | tôn giáo | sư | salatel
~lễ-hội: lễ hội | đua ghe ngo | ghe ngo | oóc om bóc | chương trình lễ | đua ghe | ok om bok | lễ cúng trăng | ban tổ chức
~nghệ-thuật: dù kê | nhạc ngũ âm | đờn ca tài tử | nghệ nhân | truyền dạy | múa rô băm | nhạc cụ dân tộc | văn hóa phi vật thể | cải lương | ngũ âm | rô băm | đàn ca tài tử | dạy nhạc | nhạc dân tộc | di sản văn hóa | lớp dạy
~đám-tiệc: dựng rạp | rạp cưới | lấn đường | chiếm đường | che rạp
~nhà-đất-dân-tộc: đất ở cho đồng bào | nhà ở cho đồng bào | hỗ trợ đất ở | đất sản xuất | thiếu đất ở | không có đất ở | quyết định 2085 | thiếu đất sản xuất | không đất | không nhà
~người-uy-tín: người có uy tín | uy tín | già làng | achar | à cha | acha | uy tín trong cộng đồng
~truyền-hình: truyền hình | phát sóng | chương trình tiếng khmer | trên đài | trên tivi | giờ phát | đài tỉnh | chiếu lúc mấy giờ | kênh | chương trình | coi đài | ti vi | tivi | stv | phát thanh | xem lại
~internet: internet | sóng yếu | wifi | sóng điện thoại | mạng yếu | 4g | không có sóng | mất sóng | 3g | bắt sóng | trạm phát sóng | mạng chậm | chập chờn | sóng di động | viễn thông | phủ sóng | trạm bts
~sim: sim | chính chủ | sim chính chủ | đứng tên sim | chủ thuê bao
~làm-ăn: làm ăn | sinh sống | sinh kế
~đi-làm-nước-ngoài: đi nước ngoài | ra nước ngoài | đang ở nước ngoài | định cư | ở bên | xuất cảnh | lao động nước ngoài
~nhà: nhà | căn nhà | ngôi nhà | nhà ở | nhà cửa
~con: con | cháu | con cái
~chuyển: chuyển | dời | chuyển đến | chuyển đi | dọn về | dọn đi | dời về | chuyển nhà | dọn nhà | chuyển qua | dời nhà | chuyển chỗ ở | chuyển về
~đổi: đổi | cấp đổi | đổi lại | thay | làm lại | đổi sang | đổi thẻ
~ngân-hàng: ngân hàng | rút tiền | nhà băng | agribank
~hỏi-khi-nào-tới: bao giờ tới | khi nào đến lượt | chừng nào tới | đến lượt | tới lượt | khi nào được | bao giờ được | chừng nào được | tới phiên | khi nào mới
~không: không | ko | hông | hong | hok | k | kg | chưa
~mua: mua | sắm | mua lại
~bán: bán | buôn bán | mua bán | kinh doanh
~mở: mở | khai trương | thành lập | lập
"""

# Words of every letter: they say nothing about it.
FILLERS = """
tôi em con anh chị ông bà cô chú bác mình là thì mà và với cho của có các những cái này kia đó đây ạ dạ thưa xin hỏi cho hỏi vui lòng
giúp giùm dùm được đã đang sẽ rồi nên vì do bị tại ở từ đến tới trong ngoài trên dưới khi nếu hay hoặc cũng vậy thế như gì nào sao ai đâu
bao nhiêu rất quá lắm nữa lại vẫn còn chỉ mới nay hiện bây giờ lúc một hai ba nhà nước cơ quan chức năng cảm ơn trân trọng kính gửi muốn cần
biết trả lời hướng dẫn phải làm thể theo về ra vô vào lên xuống qua đi người dân gia đình không chưa ko dc đc vs nhe nhé nha ha hả à ơi luôn
nhưng để bằng cùng sau trước đều mọi mấy vài ngày tháng năm
"""
