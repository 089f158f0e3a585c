"""Ranks: whatever is moved where, by whomever at once, tasks stand as was asked and ranks stay short."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.tasks import list_tasks
from onetick.kernel.events import EventRecord
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.move_task import move_task
from onetick.tasks.ranks import CROWDED, between, spread
from onetick.tasks.schemas import Place
from tests.property.taskboard import MOVES, Board, a_board, together

WRITERS = 4


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_moves_leave_all_ranks_in_order(moves: list[tuple[int, int]]) -> None:
    ranks = list(spread("a0", "a1", 20))
    for source, target in moves:
        ranks.pop(source % len(ranks))
        place = target % (len(ranks) + 1)
        lower = ranks[place - 1] if place else None
        upper = ranks[place] if place < len(ranks) else None
        ranks.insert(place, between(lower, upper))
    assert ranks == sorted(set(ranks))


def test_ten_thousand_random_moves_leave_ranks_short() -> None:
    rng = random.Random(1)
    ranks = list(spread("a0", "a1", 100))
    longest = 0
    for _ in range(10_000):
        ranks.pop(rng.randrange(len(ranks)))
        place = rng.randrange(len(ranks) + 1)
        lower = ranks[place - 1] if place else None
        upper = ranks[place] if place < len(ranks) else None
        ranks.insert(place, between(lower, upper))
        longest = max(longest, len(ranks[place]))
    assert ranks == sorted(set(ranks))
    assert longest < CROWDED


@pytest.mark.parametrize("moves", [2_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_concurrent_writers_move_tasks_and_each_lands_where_it_was_asked(moves: int) -> None:
    _race(moves=moves, tasks=120)


@pytest.mark.parametrize("seed", range(3))
def test_writers_who_fight_for_the_same_few_tasks_do_not_mix_up_their_order(seed: int) -> None:
    _race(moves=400, tasks=5, seed=seed)


def _race(*, moves: int, tasks: int, seed: int = 0) -> None:
    with a_board() as board:
        ids = [board.task(str(number)) for number in range(tasks)]
        written = len(board.world.tables.puts("task", "event"))
        together([_writer(board, ids, moves // WRITERS, seed * WRITERS + number) for number in range(WRITERS)])
        _check_each_move(board, written)
        _check_the_board(board, ids)


def _writer(board: Board, ids: list[str], moves: int, seed: int) -> Callable[[], None]:
    rng = random.Random(seed)

    def write() -> None:
        for _ in range(moves):
            task_id, neighbour = rng.sample(ids, 2)
            name = rng.choice(["before_id", "after_id"])
            asked = f"{name}:{neighbour}"
            place = Place.model_validate({name: neighbour})

            def move(work: Work, task_id: str = task_id, neighbour: str = neighbour, place: Place = place) -> None:
                task, _ = board.read(work, task_id, neighbour)
                move_task(work, task, place)

            board.act(MOVES, move, correlation_id=asked)

    return write


def _check_each_move(board: Board, written: int) -> None:
    """Go through the commits once more: each move must have put its task on the right side of its neighbour."""
    ranks: dict[str, str] = {}
    moved = 0
    for place, entity in enumerate(board.stored("task", "event")):
        if isinstance(entity, Task):
            ranks[entity.id] = entity.rank
        elif isinstance(entity, EventRecord) and place >= written:
            name, _, neighbour = entity.cloudevent["correlationid"].partition(":")
            rank = entity.cloudevent["data"]["resource"]["rank"]
            assert rank == ranks[entity.cloudevent["aggregateid"]]
            assert rank < ranks[neighbour] if name == "before_id" else ranks[neighbour] < rank
            moved += 1
    assert moved > 0


def _check_the_board(board: Board, ids: list[str]) -> None:
    ranks = {task_id: board.now(task_id)["rank"] for task_id in ids}
    assert len(set(ranks.values())) == len(ids)
    assert max(map(len, ranks.values())) < CROWDED + 10
    listed: list[str] = []
    cursor = ""
    while True:
        query = f"filter[project_id]={board.project['id']}{cursor}"
        page = board.ann.call(list_tasks.handler, query=query).expect(200)
        listed += [row["id"] for row in page["data"]]
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert listed == sorted(ids, key=ranks.__getitem__)
