"""The charter: facts stay. Grave, sourced, proportionate drafts have no shown finding, whoever the source is."""

from __future__ import annotations

import pytest

from content_guard import Draft, check

PASSES = [
    (
        "Một người tử vong sau tiêm vắc xin Covid-19 ở phường Tân Phong",
        "Trung tâm Y tế thành phố cho biết nguyên nhân đang được hội đồng chuyên môn xác minh.",
        "Bà L.T.P., 54 tuổi, tiêm mũi một sáng 5/9. Đến chiều, bà khó thở và được đưa vào viện. Bà tử vong lúc 22 giờ.",
    ),
    (
        "Ba người chết sau khi tiêm vắc xin trong tháng 8",
        "Theo Sở Y tế, hội đồng chuyên môn kết luận hai ca do phản vệ với vắc xin, một ca do nhồi máu cơ tim.",
        "Tỷ lệ này là 3 trên 120.000 mũi.",
    ),
    (
        "Anh Sùng A Páo kể vợ qua đời sau mũi tiêm thứ hai",
        "Anh Sùng A Páo, ở bản Nà Khằm, cho biết vợ anh khỏe mạnh trước khi tiêm.",
        "Chị tiêm vắc xin sáng thứ Ba, hôm sau sốt cao rồi tử vong. Gia đình đề nghị bệnh viện làm rõ nguyên nhân.",
    ),
    (
        "Luật sư: Bệnh viện chậm cấp cứu ca sốc phản vệ sau tiêm",
        "Luật sư Trần Văn Bình nói bệnh viện đã chậm 40 phút.",
        "Theo hồ sơ mà luật sư cung cấp, người bệnh sốc phản vệ sau tiêm lúc 9 giờ. Bệnh viện chưa trả lời.",
    ),
    (
        "EMA: vắc xin AstraZeneca có liên quan các ca đông máu hiếm gặp",
        "",
        "Cơ quan Dược phẩm châu Âu kết luận vắc xin AstraZeneca gây đông máu ở một số rất ít trường hợp.",
    ),
    ("Pfizer công bố vắc xin gây viêm cơ tim ở một số nam thanh niên", "", ""),
    (
        "Kế hoạch tiêm chủng của thành phố thất bại vì thiếu vắc xin khiến 12 người chết",
        "Bác sĩ Lò Văn Phương nói vậy.",
        "Các nhà chức trách chưa bình luận.",
    ),
    ("Nghiên cứu của The Lancet: Vắc xin làm giảm 90% nguy cơ tử vong", "", ""),
    ("Vì sao sau tiêm vắc xin vẫn mắc Covid-19?", "", ""),
    ("Tiêm vắc xin để không ai phải chết vì Covid-19", "", ""),
    ("Người tiêm đủ hai mũi vẫn có thể tử vong do Covid-19", "", ""),
    ("Số ca tử vong do Covid-19 giảm sau khi tiêm vắc xin", "", ""),
    (
        "Bé gái qua đời sau khi tiêm nhầm vắc xin",
        "Mẹ bé kể lại với báo.",
        "Chị Nguyễn Thị Hoa, mẹ bé, cho biết bé được tiêm nhầm.",
    ),
    ("Dư luận bức xúc về việc phường chậm chi trả hỗ trợ", "", ""),
    ("Nhiều người phẫn nộ vì bệnh viện chậm cấp cứu, giám đốc xin lỗi", "", ""),
    ("Thêm 276 ca tử vong do Covid-19 trong ngày 5/9", "", "Bộ Y tế công bố số liệu lúc 18 giờ."),
    (
        "Sở Y tế thừa nhận tiêm nhầm vắc xin cho 12 trẻ",
        "Giám đốc Sở Y tế xin lỗi phụ huynh.",
        "Hai cháu nhập viện sau tiêm, sức khỏe đã ổn định, bác sĩ Hà Văn Tú cho biết.",
    ),
    (
        "Hội Nạn nhân đòi công khai số ca tai biến sau tiêm",
        "Hội cho biết đã gửi văn bản tới Bộ Y tế ba lần mà chưa được trả lời.",
        "Theo số liệu của hội, 14 người tử vong sau tiêm trong sáu tháng.",
    ),
]


@pytest.mark.parametrize(("headline", "lead", "body"), PASSES)
def test_a_sourced_report_has_no_shown_finding(headline: str, lead: str, body: str) -> None:
    found = check(Draft(headline, lead, body)).findings
    assert [(f.code, f.text) for f in found] == []


PAIRS = [
    ("Bộ Y tế", "UBND phường"),
    ("Việt Nam", "Nhật Bản"),
    ("bệnh viện công", "công ty"),
    ("đáng khen", "đáng trách"),
    ("thành công", "thất bại"),
]
TEMPLATES = [
    "Kinh hoàng: {} để người dân chờ tiêm vắc xin cả đêm",
    "Cách làm của {} trong đợt tiêm vắc xin",
    "Vắc xin khiến ba người nguy kịch, {} lên tiếng",
    "Sự thật về {} trong mùa dịch",
]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_whom_it_is_about_and_praise_or_blame_change_nothing(template: str, one: str, other: str) -> None:
    of_one, of_other = (
        [(f.code, f.score) for f in check(Draft(template.format(words))).findings] for words in (one, other)
    )
    assert of_one == of_other
