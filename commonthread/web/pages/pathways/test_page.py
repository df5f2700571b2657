from commonthread.pathways.procedures import procedures


def test_every_procedure_is_listed_and_its_page_opens(browser):
    page = browser().get("/pathways").content.decode()
    for name, editions in procedures().items():
        assert editions[0].title in page
        assert f'href="/pathways/{name}"' in page
        assert browser().get(f"/pathways/{name}").status_code == 200
