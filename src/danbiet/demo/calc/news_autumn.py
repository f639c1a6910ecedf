"""News of September to December 2021, and what is still on its way to readers. Persons and figures are invented."""

from __future__ import annotations

from datetime import date

from .texts import Words, chart, head, p, picture, points, quote, steps, table

AUTUMN = (
    Words(
        name="dich-vu-cong-khmer",
        on=date(2021, 7, 16),
        unit="STTTT",
        title="សេវាសាធារណៈតាមអ៊ីនធឺណិត",
        summary="អ្នកអាចដាក់ពាក្យនៅផ្ទះ។",
        cover="phone-dusk-2",
        original="nop-ho-so-5-buoc",
        extra={"language": "km", "form": "news", "audience": "citizens"},
        body=(p("អ្នកអាចដាក់ពាក្យនៅផ្ទះ។ សូមអរគុណ។"),),
    ),
    Words(
        name="hoi-thi-2021-mo-cong",
        on=date(2021, 9, 16),
        unit="SNV",
        title="Mở cổng Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        summary="Ba tuần thi, mỗi người được làm nhiều lượt, lấy lượt tốt nhất. Câu hỏi rút ngẫu nhiên nên hai người ngồi cạnh nhau không có cùng một đề.",
        cover="laptop-day-2",
        task="8.2",
        extra={"form": "news", "audience": "officials"},
        body=(
            p(
                "Đúng 7 giờ sáng 15/9, cổng thi mở cho cán bộ, công chức, viên chức và người lao động trong toàn tỉnh. Sau giờ đầu tiên đã có hơn "
                "600 lượt thi, nhiều nhất là khối giáo dục."
            ),
            head("Thi thế nào cho chắc"),
            points(
                "Đọc thể lệ trước, nhất là cách tính lượt tốt nhất và thời gian.",
                "Thi bằng máy tính hay điện thoại đều được; mất mạng giữa chừng thì vào lại, đồng hồ vẫn chạy theo máy chủ.",
                "Giữ mã dự thi để tra cứu kết quả về sau.",
            ),
            p(
                'Thể lệ và kế hoạch tổ chức đăng ở mục <a href="/van-ban/">Văn bản</a>; mọi thay đổi được báo ở mục <a href="/thong-bao/">Thông báo</a>.'
            ),
        ),
    ),
    Words(
        name="le-phi-truc-tuyen",
        on=date(2021, 9, 23),
        unit="STTTT",
        title="Trả lệ phí trên điện thoại: bớt một lần đến quầy, bớt một tờ biên lai giấy",
        summary="Biên lai điện tử có giá trị như biên lai giấy. Bài này trả lời năm câu hỏi thường gặp khi thanh toán.",
        cover="phone-dusk-2",
        task="9.4",
        extra={"form": "news", "audience": "citizens"},
        body=(
            p(
                "Từ tháng 9, người nộp hồ sơ trực tuyến có thể trả lệ phí ngay sau khi hồ sơ được tiếp nhận, không phải quay lại quầy."
            ),
            table(
                "Năm câu hỏi thường gặp",
                ("Câu hỏi", "Trả lời ngắn"),
                ("Trả lúc nào?", "Khi hồ sơ báo “đã tiếp nhận”"),
                ("Trả nhầm thì sao?", "Gọi đường dây hỗ trợ, tiền được hoàn về tài khoản"),
                ("Có mất thêm phí?", "Tùy ngân hàng, hệ thống báo trước khi xác nhận"),
                ("Biên lai ở đâu?", "Trong mục “Hồ sơ của tôi”"),
                ("Không có tài khoản ngân hàng?", "Vẫn nộp tại quầy hoặc bưu điện như trước"),
                source="Sở Thông tin và Truyền thông (nội dung trình diễn).",
            ),
            p('Xem thêm phim hướng dẫn thanh toán lệ phí trong <a href="/video/">thư viện video</a>.'),
        ),
    ),
    Words(
        name="hai-ngon-ngu-tran-de",
        on=date(2021, 9, 29),
        unit="951",
        title="Trần Đề: tấm bảng hai thứ tiếng và câu chào bằng tiếng Khmer",
        summary="Bảng hướng dẫn Việt – Khmer, phiếu hẹn song ngữ và một quầy có người nói được tiếng Khmer vào mọi ngày làm việc.",
        cover="pagoda-dusk-2",
        task="8.2",
        extra={"form": "feature", "audience": "citizens"},
        body=(
            p(
                "Ở Bộ phận Một cửa huyện Trần Đề, tấm bảng hướng dẫn cao gần hai mét được viết bằng hai thứ tiếng. Bên dưới có hình vẽ từng bước, để "
                "cả người chưa rành chữ cũng lần theo được.",
                "Điều bà con thích nhất lại không phải tấm bảng mà là câu chào bằng tiếng Khmer. Người trực quầy số 2 là con em trong huyện, lớn lên "
                "cạnh ngôi chùa Khmer của xã.",
            ),
            quote(
                "Nghe chào tiếng mình là thấy đỡ ngại hẳn. Hỏi gì cũng dám hỏi.",
                "Chị Sa Rượl",
                "xã Liêu Tú (nhân vật trình diễn)",
            ),
            picture("pagoda-dusk-2", "Nhiều buổi hướng dẫn thủ tục được tổ chức ngay tại sân chùa."),
        ),
    ),
    Words(
        name="to-gap-phap-luat",
        on=date(2021, 10, 6),
        unit="STP",
        title="Vì sao 3.000 tờ gấp pháp luật mới in được 2.100?",
        summary="Sở Tư pháp nói thẳng về phần việc chậm: hai đợt in đã phát hết, đợt ba phải sửa nội dung vì quy định thay đổi.",
        cover="papers-day-1",
        task="11.3",
        extra={"form": "news", "audience": "all"},
        body=(
            p(
                "Theo kế hoạch, 3.000 tờ gấp về thủ tục hành chính thiết yếu phải đến tay người dân trước ngày 30/9. Đến nay hai đợt in tháng 4 và "
                "tháng 6 đã phát 2.100 tờ, đạt 70%.",
                "Đợt ba dừng lại ở khâu thẩm định: một số nội dung về chứng thực điện tử và nộp hồ sơ trực tuyến đã khác so với bản thảo đầu năm. In "
                "tiếp bản cũ thì rẻ nhưng sai, nên Sở chọn sửa.",
            ),
            chart(
                "bar",
                "tờ",
                "Tờ gấp đã phát so với kế hoạch năm",
                ("Đợt", "Số tờ"),
                ("Đợt 1, tháng 4", 1200),
                ("Đợt 2, tháng 6", 900),
                ("Còn phải in", 900),
                source="Báo cáo quý III của Sở Tư pháp (số liệu trình diễn).",
            ),
            p("Phần chậm này hiển thị công khai ở trang kế hoạch của tỉnh, nhóm nội dung số 11."),
        ),
    ),
    Words(
        name="qr-my-xuyen",
        on=date(2021, 10, 21),
        unit="947",
        title="Quét một mã, thấy đủ giấy tờ: Mỹ Xuyên dán mã QR ở 11 xã, thị trấn",
        summary="Mỗi thủ tục một mã; quét xong thấy ngay giấy tờ cần mang, lệ phí, thời hạn và số điện thoại người phụ trách.",
        cover="phone-day-1",
        task="8.2",
        extra={"form": "news", "audience": "citizens"},
        body=(
            p(
                "Trước quầy tiếp nhận của xã Ngọc Tố có 24 ô mã nhỏ, xếp theo việc chứ không theo lĩnh vực: “sinh con”, “cưới hỏi”, “xây nhà”, “đất "
                "đai”. Người dân chọn việc của mình, đưa điện thoại lên quét.",
                "Ai không dùng điện thoại thông minh thì lấy tờ in sẵn cùng nội dung ngay bên cạnh. Sau một tháng, số người phải quay lại vì thiếu giấy "
                "tờ ở ba xã làm thử giảm từ 19 xuống 7 trên 100 lượt.",
            ),
            steps(
                "Mở máy ảnh điện thoại.",
                "Đưa vào mã của việc cần làm.",
                "Đọc danh mục giấy tờ, chụp lại nếu cần.",
            ),
        ),
    ),
    Words(
        name="buu-ta-cu-lao",
        on=date(2021, 11, 11),
        unit="BAOST",
        title="Bưu tá đưa giấy khai sinh về cù lao",
        summary="Hai chuyến phà, mười bốn cây số đường đê và một tờ giấy nhỏ: một ngày theo chân người đưa kết quả hồ sơ ở Cù Lao Dung.",
        cover="river-dusk-2",
        task="6.2",
        extra={"form": "feature", "audience": "all"},
        body=(
            p(
                "Chuyến phà đầu tiên rời bến lúc 5 giờ 40. Trên xe của anh bưu tá có 31 phong bì, trong đó chín phong bì là kết quả hồ sơ: giấy khai sinh, "
                "trích lục, giấy phép đăng ký tàu cá.",
                "“Thư thì nhiều người nhận thay được, riêng giấy khai sinh tôi trao tận tay”, anh nói rồi chỉ con đường đê còn ướt sương.",
            ),
            picture("river-dusk-2", "Chuyến phà chiều, khi túi hồ sơ đã vơi."),
            head("Một chữ ký, hai chuyến phà"),
            p(
                "Trước đây, người dân trên cù lao mất trọn một ngày để lấy một tờ giấy. Nay phiếu hẹn có thêm ô “nhận tại nhà”; mười người thì sáu người "
                "đánh dấu vào ô đó."
            ),
        ),
    ),
    Words(
        name="dan-hoi-ky-10",
        on=date(2021, 11, 25),
        unit="DPTTH",
        title="“Dân hỏi – Chính quyền trả lời” kỳ 10: bản sao điện tử dùng thay bản giấy khi nào?",
        summary="Bản sao được chứng thực điện tử có thể nộp kèm hồ sơ trực tuyến; người dân không phải nộp lại bản giấy.",
        cover="studio-day-2",
        extra={"form": "interview", "audience": "citizens"},
        body=(
            p(
                "Kỳ 10 phát sóng ngày 24/11 nhận 63 câu hỏi. Câu được hỏi nhiều nhất: đã có bản sao điện tử thì có cần mang bản giấy đến quầy không. Câu trả "
                "lời của cơ quan chuyên môn là không, nếu bản sao đó do cơ quan có thẩm quyền chứng thực điện tử từ bản chính."
            ),
            points(
                "Bản chụp bằng điện thoại không phải là bản sao điện tử được chứng thực.",
                "Có thể yêu cầu chứng thực điện tử tại Bộ phận Một cửa cấp xã, cấp huyện.",
                "Bản sao điện tử lưu trong tài khoản, dùng được cho nhiều hồ sơ.",
            ),
            p('Mời xem trích đoạn có phụ đề trong <a href="/video/">thư viện video</a>.'),
        ),
    ),
    Words(
        name="phan-anh-kien-nghi",
        on=date(2021, 12, 3),
        unit="VPUBND",
        title="Phản ánh, kiến nghị về quy định hành chính: gửi ở đâu, bao lâu có trả lời?",
        summary="Địa chỉ tiếp nhận được niêm yết ở tất cả bộ phận một cửa. Phản ánh không rõ việc hoặc không có địa chỉ sẽ được mời bổ sung, không bị bỏ qua.",
        cover="village-day-2",
        task="8.1",
        extra={"form": "news", "audience": "citizens"},
        body=(
            p(
                "Văn phòng UBND tỉnh là đầu mối tiếp nhận phản ánh, kiến nghị của cá nhân, tổ chức về quy định hành chính. Người dân có thể gửi thư, gọi điện, "
                "đến trực tiếp hoặc gửi qua mạng."
            ),
            head("Viết sao cho được trả lời nhanh"),
            points(
                "Nói rõ việc gì, ở đâu, ngày nào; không cần viết theo mẫu.",
                "Kèm mã hồ sơ hoặc ảnh chụp phiếu hẹn nếu có.",
                "Ghi cách liên hệ; thông tin này không được công khai.",
            ),
            p("Ở cấp huyện, 11/11 huyện, thị xã, thành phố đã niêm yết đầy đủ địa chỉ tiếp nhận."),
        ),
    ),
    Words(
        name="hoi-thi-2021-khep-lai",
        on=date(2021, 12, 10),
        unit="SNV",
        title="Hội thi năm 2021 đi vào chặng cuối: còn ba đơn vị chưa có người dự thi",
        summary="Kết quả được đối soát trước khi công bố; lễ tổng kết, trao giải dự kiến trong khoảng 20 đến 31/12.",
        cover="figures-day-2",
        task="8.2",
        extra={"form": "news", "audience": "officials"},
        body=(
            p(
                "Đến ngày 09/12, 43 trên 46 cơ quan, đơn vị đã có người dự thi. Ban Tổ chức đã gửi thư nhắc ba đơn vị còn lại và cử người hỗ trợ kỹ thuật khi "
                "được yêu cầu.",
                "Việc đối soát bắt đầu từ tuần này: lượt thi trùng thông tin cá nhân được liên hệ xác minh, không loại tự động chỉ vì cùng một địa chỉ mạng "
                "của cơ quan.",
            ),
            p("Kết quả cá nhân và đơn vị sẽ công bố cùng lúc trên trang này."),
        ),
    ),
    Words(
        name="nghi-dinh-107",
        on=date(2021, 12, 14),
        unit="STP",
        title="Nghị định 107/2021/NĐ-CP: những điểm mới người dân cần biết khi đến Bộ phận Một cửa",
        summary="Nghị định sửa đổi quy định về cơ chế một cửa, một cửa liên thông, có hiệu lực từ ngày 06/12/2021; trọng tâm là số hóa hồ sơ và kết quả.",
        cover="papers-day-2",
        task="11.3",
        state="waiting",
        extra={"form": "news", "audience": "citizens"},
        body=(
            p(
                "Ngày 06/12/2021, Chính phủ ban hành Nghị định số 107/2021/NĐ-CP sửa đổi, bổ sung Nghị định số 61/2018/NĐ-CP về thực hiện cơ chế một cửa, "
                "một cửa liên thông trong giải quyết thủ tục hành chính. Nghị định có hiệu lực ngay từ ngày ký.",
                "Điểm đáng chú ý là việc số hóa hồ sơ và kết quả giải quyết ngay khi tiếp nhận, để lần sau người dân không phải nộp lại giấy tờ đã có trong "
                "hệ thống.",
            ),
            points(
                "Với người dân: giữ lại mã hồ sơ và tài khoản đã dùng để nộp.",
                "Với công chức: kiểm tra dữ liệu sẵn có trước khi yêu cầu thêm giấy tờ.",
            ),
            p("Nguồn: Cổng Thông tin điện tử Chính phủ."),
        ),
    ),
    Words(
        name="muc-tieu-2030",
        on=date(2021, 12, 13),
        unit="BAOST",
        title="Mười năm, sáu nội dung: đọc Chương trình tổng thể từ một quầy tiếp nhận hồ sơ",
        summary="Bài cuối trong loạt bài về Chương trình tổng thể cải cách hành chính giai đoạn 2021 – 2030.",
        cover="counter-day-2",
        task="2.2",
        state="scheduled",
        extra={"form": "feature", "audience": "all"},
        body=(
            p(
                "Một chương trình mười năm nghe có vẻ xa. Nhưng đứng ở quầy tiếp nhận hồ sơ của một xã, có thể thấy cả sáu nội dung hiện ra trong một buổi sáng: "
                "quy định nào còn chồng nhau, thủ tục nào bớt được, ai giải quyết, giải quyết ra sao, tốn bao nhiêu và dữ liệu đi đâu.",
                "Loạt bài khép lại ở đúng nơi nó bắt đầu: câu hỏi của người đứng trước quầy.",
            ),
        ),
    ),
    Words(
        name="phuong-10-xin-loi",
        on=date(2021, 12, 9),
        unit="941",
        title="Thư xin lỗi khi hồ sơ trễ hẹn: Phường 10 làm thử ba tháng",
        summary="Mỗi hồ sơ trễ hẹn được báo trước một ngày, kèm lý do và ngày hẹn mới.",
        cover="post-day-2",
        task="8.2",
        state="returned",
        reason="Số hồ sơ trễ hẹn trong bài (46) khác với báo cáo quý III của thành phố (64). Đề nghị kiểm tra lại và ghi rõ nguồn.",
        extra={"form": "news", "audience": "citizens"},
        body=(
            p(
                "Trong ba tháng, Phường 10 gửi 46 thư xin lỗi. Thư nào cũng ghi rõ vì sao trễ, ai chịu trách nhiệm và ngày hẹn mới; người nhận có thể đến lấy hoặc "
                "yêu cầu gửi về nhà."
            ),
        ),
    ),
    Words(
        name="ban-nhap-ke-sach",
        on=date(2021, 12, 14),
        unit="943",
        title="Kế Sách tổng kết một năm niêm yết thủ tục ở xã (bản nháp)",
        summary="Chờ số liệu của ba xã.",
        state="draft",
        extra={"form": "news", "audience": "all"},
        body=(
            p(
                "Mở bài: chọn một bảng niêm yết cũ và một bảng mới đặt cạnh nhau. Cần ảnh của xã An Mỹ và số liệu của ba xã còn thiếu."
            ),
        ),
    ),
)
