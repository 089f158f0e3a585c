from tests.service import Service, a_team


def test_a_team_founds_itself_and_grows(service: Service) -> None:
    team = a_team(service)
    ben = team.join("Ben")
    print(service.mails[-1].text)
    print([e["type"] for e in service.events()])
    assert ben.token
