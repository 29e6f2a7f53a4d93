"""Charts of the slides: native ones, whose numbers can be edited, told apart by words and dashes as well as by colour."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from pmo.report.office.deck import Slide
from pmo.report.office.fit import Area, cut
from pmo.report.office.trend import Bound, Trend
from pmo.report.prose import literal

STATE_COLORS = {
    "met": "0072B2",
    "on-track": "0072B2",
    "at-risk": "C47F00",
    "off-track": "7A0019",
    "missed": "7A0019",
    "no-data": "97A2AE",
}
_LABEL = 60
_BAR, _AROUND = 26, 10
"""The most that a bar takes of a slide's height with the gap beside it, and what stands around all bars, in mm."""
_DATES, _MONTH = 6, 30
_LARGE = 1000
_LOCALES = {"de": "[$-407]", "es": "[$-40A]", "fr": "[$-40C]"}
"""In whose months an axis speaks, whatever the reader's program speaks; English ones follow that."""
_GREY = RGBColor(0x65, 0x6F, 0x7A)
_LIGHT = RGBColor(0xD9, 0xDE, 0xE4)


def bars(
    slide: Slide,
    series: str,
    values: Sequence[tuple[str, float]],
    alt: str,
    *,
    area: Area | None = None,
    most: float | None = None,
    colors: Sequence[str] = (),
    labels: Sequence[str] = (),
) -> None:
    """Horizontal bars, the first on top. `labels` stand at their ends instead of the numbers; `most` ends the axis."""
    data = CategoryChartData(number_format="0")
    data.categories = [cut(name, _LABEL) for name, _ in values]
    data.add_series(series, [value for _, value in values])
    # A single bar that fills the slide would look like a mistake.
    chart = slide.chart(
        XL_CHART_TYPE.BAR_CLUSTERED, data, alt, (area or slide.area).at_most(Mm(_AROUND + _BAR * len(values)))
    )
    chart.has_legend, chart.has_title = False, False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = _LIGHT
    chart.category_axis.has_major_gridlines = False
    axis = chart.value_axis
    axis.has_major_gridlines, axis.visible = False, False
    axis.minimum_scale = 0
    if most is not None:
        axis.maximum_scale = most
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 55, False
    plot.has_data_labels = True
    plot.data_labels.show_value, plot.data_labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    points = plot.series[0]
    points.format.fill.solid()
    points.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    for at, color in enumerate(colors):
        fill = points.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(color)
    for at, label in enumerate(labels):
        text = points.points[at].data_label
        text.text_frame.text = literal(label)
        text.position = XL_LABEL_POSITION.OUTSIDE_END


def over_time(slide: Slide, trend: Trend, alt: str, area: Area) -> None:
    """Readings over time, with the plan (dashed) and the target (dotted)."""
    data = CategoryChartData(number_format="General")
    data.categories = trend.days
    words = slide.words
    data.add_series(words.about("line of a chart", "Reading"), trend.readings)
    if trend.plan:
        data.add_series(words.about("line of a chart", "Plan"), trend.plan)
    names = {
        Bound.LOW: words.about("line of a chart", "At least"),
        Bound.HIGH: words.about("line of a chart", "At most"),
        Bound.TARGET: words.about("line of a chart", "Target"),
    }
    for bound, value in trend.bounds:
        data.add_series(names[bound], [value] * len(trend.days))
    chart = slide.chart(XL_CHART_TYPE.LINE_MARKERS, data, alt, area)
    chart.has_title = True
    unit = f", {trend.unit}" if trend.unit else ""
    chart.chart_title.text_frame.text = cut(f"{trend.name}{unit}", _LABEL * 2)
    chart.chart_title.text_frame.paragraphs[0].font.size = Pt(13)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.major_gridlines.format.line.color.rgb = _LIGHT
    chart.value_axis.format.line.fill.background()
    values = [value for value in (*trend.readings, *(bound for _, bound in trend.bounds)) if value is not None]
    if max(map(abs, values)) >= _LARGE:
        chart.value_axis.tick_labels.number_format = "#,##0"
        chart.value_axis.tick_labels.number_format_is_linked = False
    chart.category_axis.tick_labels.number_format = f"{_LOCALES.get(words.code, '')}mmm yyyy"
    chart.category_axis.tick_labels.number_format_is_linked = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.major_tick_mark = chart.category_axis.minor_tick_mark = XL_TICK_MARK.NONE
    _months(chart, trend)
    _span_gaps(chart)
    for at, series in enumerate(chart.plots[0].series):
        series.smooth = False
        line = series.format.line
        if at == 0:
            line.width = Pt(2.5)
            line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
            series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        else:
            planned = at == 1 and bool(trend.plan)
            line.width, line.color.rgb = Pt(1.75), _GREY
            line.dash_style = MSO_LINE.DASH if planned else MSO_LINE.ROUND_DOT
            series.marker.style = XL_MARKER_STYLE.NONE


def _months(chart: Any, trend: Trend) -> None:
    """Labels whole months apart, at most so many: left alone, a month would be named for each reading in it."""
    days = (trend.days[-1] - trend.days[0]).days
    apart = max(1, -(-days // (_MONTH * _DATES)))
    axis = chart.category_axis._element  # noqa: SLF001 -- python-pptx has no units of dates
    for name in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for found in axis.findall(qn(name)):
            axis.remove(found)
    # In the order that the format wants, after what python-pptx put last.
    for name, value in (("c:baseTimeUnit", "days"), ("c:majorUnit", str(apart)), ("c:majorTimeUnit", "months")):
        axis.append(axis.makeelement(qn(name), {"val": value}))


def _span_gaps(chart: Any) -> None:
    """A line goes on over days on which nothing was read."""
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))  # noqa: SLF001 -- python-pptx has no setting for it
    if blanks is not None:
        blanks.set("val", "span")
