"""From the button over a real worker to the file in the reader's hands."""

import pytest
from django.urls import reverse

from reports.models import PrintedReport
from tests.plugins.worker import wait_for
from tests.reports import readers


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_paper_that_is_ordered_is_written_by_a_worker_and_downloaded(form, worker, season, secretariat, client_of):
    client = client_of(secretariat)
    waiting = client.post(reverse("reports:order", args=["summary", season.pk, form]))
    printed = PrintedReport.objects.get()

    wait_for(lambda: not PrintedReport.objects.get(pk=printed.pk).is_open, seconds=60)
    printed.refresh_from_db()
    try:
        page = client.get(waiting.url).content.decode()
        answer = client.get(reverse("reports:download", args=[printed.pk]))
        content = b"".join(answer.streaming_content)
    finally:
        printed.file.unlink(missing_ok=True)

    assert (printed.state, printed.title, printed.draft) == ("done", "Báo cáo tổng kết năm 2020", True)
    assert reverse("reports:download", args=[printed.pk]) in page
    read = {
        "pdf": lambda file: "\n".join(readers.pdf_pages(file)),
        "docx": readers.docx_text,
        "xlsx": readers.xlsx_text,
    }
    assert "Tổng kết phong trào thi đua và công tác khen thưởng năm 2020" in read[form](content).replace("\n", " ")


def test_a_table_of_points_without_a_ranking_says_what_to_do(worker, season, secretariat, client_of):
    client = client_of(secretariat)
    waiting = client.post(reverse("reports:order", args=["score-table", season.pk, "xlsx"]))

    wait_for(lambda: not PrintedReport.objects.get().is_open, seconds=60)

    assert "hãy bấm “Tính xếp hạng” rồi in lại" in client.get(waiting.url).content.decode()
