from reportlab.platypus import Spacer

from ktt_desktop.reports.together import Together


class Marked(Spacer):
    def __init__(self, height, before=0.0, after=0.0):
        super().__init__(10, height)
        self.spaceBefore, self.spaceAfter = before, after

    def drawOn(self, canvas, x, y, _sW=0):  # noqa: N803 - reportlab's names
        canvas.append(y)


def test_the_pieces_stand_below_one_another_with_the_larger_gap_between():
    found = Together([Marked(100, before=3, after=6), Marked(20, before=8, after=4)])
    assert (found.getSpaceBefore(), found.getSpaceAfter()) == (3, 4)
    assert found.wrap(200, 50) == (200, 128)
    feet = []
    found.canv = feet
    found.draw()
    assert feet == [28, 0]


def test_it_is_never_split():
    found = Together([Marked(100), Marked(20)])
    found.wrap(200, 50)
    assert found.split(200, 110) == []
