"""Near points are found through squares of a grid, wherever on the globe."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.directory.geo import DEGREE_M, distance_m
from kiosk.publish.grid import around, cell, median_position

SIZE_M = 60.0


@given(
    st.floats(-70, 70),
    st.floats(-179, 179),
    st.floats(-SIZE_M, SIZE_M).map(lambda metres: metres / DEGREE_M),
    st.floats(-3 * SIZE_M, 3 * SIZE_M).map(lambda metres: metres / DEGREE_M),
)
def test_every_near_point_is_in_a_square_around(latitude: float, longitude: float, north: float, east: float) -> None:
    """A point no farther than the size of a square is in one of the nine squares looked into."""
    point, other = (latitude, longitude), (latitude + north, longitude + east)
    assume(distance_m(point, other) <= SIZE_M)
    assert cell(other, SIZE_M) in set(around(point, SIZE_M))


def test_squares_are_small() -> None:
    """Points 200 m apart are not in squares around each other, so that few are compared."""
    assert cell((50.7018, 3.1), SIZE_M) not in set(around((50.7, 3.1), SIZE_M))
    assert cell((50.7, 3.1029), SIZE_M) not in set(around((50.7, 3.1), SIZE_M))


def test_one_far_point_does_not_move_the_median() -> None:
    """The median is where most points are."""
    assert median_position([(50.0, 3.0), (50.2, 3.2), (0.0, 0.0), (50.1, 3.1), (50.1, 3.1)]) == (50.1, 3.1)
