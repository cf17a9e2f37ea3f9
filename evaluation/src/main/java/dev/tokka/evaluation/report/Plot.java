// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import java.util.List;
import java.util.Locale;

/** Plots as SVG inside of a page: sizes in pixels, colours from the page's style sheet. */
final class Plot {

    private static final int WIDTH = 640;
    private static final int LEFT = 180;
    private static final int RIGHT = 24;
    private static final int ROW = 26;
    private static final int HEIGHT = 320;
    private static final int BOTTOM = 44;
    private static final int TOP = 26;
    private static final int COLOURS = 8;

    private Plot() {}

    /**
     * A value with its interval.
     *
     * @param label beside it
     * @param estimate the dot
     * @param low the left end of the line
     * @param high the right end of the line
     */
    record Bar(String label, double estimate, double low, double high) {}

    /**
     * A point of a plot with two axes.
     *
     * @param x at least 0
     * @param y at least 0
     */
    record Point(double x, double y) {}

    /**
     * Points that belong together.
     *
     * @param label as the legend shows it
     * @param points joined by a line if there are several
     * @param ringed whether a single point is marked by a ring around it
     */
    record Series(String label, List<Point> points, boolean ringed) {

        Series(String label, List<Point> points) {
            this(label, points, false);
        }
    }

    /** Returns one row for each bar, over one axis that has all of them in it. */
    static String intervals(String title, List<Bar> bars) {
        double low = bars.stream().mapToDouble(Bar::low).min().orElse(0);
        double high = bars.stream().mapToDouble(Bar::high).max().orElse(1);
        Axis axis = Axis.of(low, high, LEFT, WIDTH - RIGHT);
        int height = bars.size() * ROW + 34;
        StringBuilder svg = open(title, height);
        for (double mark : axis.marks()) {
            svg.append(format(
                    "<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"4\" y2=\"%2$d\"/>",
                    axis.at(mark), height - 26));
            svg.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>", axis.at(mark), height - 8, axis.label(mark)));
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = 18 + i * ROW;
            svg.append(format("<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 12, y + 4, label(bar.label)));
            svg.append(format(
                    "<line class=\"range c%4$d\" x1=\"%1$.1f\" x2=\"%2$.1f\" y1=\"%3$d\" y2=\"%3$d\"/>",
                    axis.at(bar.low), axis.at(bar.high), y, i % COLOURS));
            svg.append(format(
                    "<circle class=\"mark c%d\" cx=\"%.1f\" cy=\"%d\" r=\"5\"><title>%.4f</title></circle>",
                    i % COLOURS, axis.at(bar.estimate), y, bar.estimate));
        }
        return svg.append("</svg></figure>\n").toString();
    }

    /** Returns the series over two axes that begin at 0, with a legend. */
    static String series(String title, String xAxis, String yAxis, List<Series> all) {
        Axis across = Axis.of(0, most(all, true), 60, WIDTH - 200);
        Axis up = Axis.of(0, most(all, false), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = open(title, HEIGHT);
        for (double mark : up.marks()) {
            svg.append(format(
                    "<line class=\"grid\" x1=\"60\" x2=\"%d\" y1=\"%2$.1f\" y2=\"%2$.1f\"/>",
                    WIDTH - 200, up.at(mark)));
            svg.append(format("<text class=\"label\" x=\"54\" y=\"%.1f\">%s</text>", up.at(mark) + 4, up.label(mark)));
        }
        for (double mark : across.marks()) {
            svg.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>",
                    across.at(mark), HEIGHT - BOTTOM + 16, across.label(mark)));
        }
        svg.append(format(
                "<text class=\"tick\" x=\"%d\" y=\"%d\">%s</text>",
                (60 + WIDTH - 200) / 2, HEIGHT - 6, Html.escape(xAxis)));
        svg.append(format("<text class=\"axis\" x=\"60\" y=\"13\">%s</text>", Html.escape(yAxis)));
        for (int i = 0; i < all.size(); i++) {
            svg.append(drawn(all.get(i), i % COLOURS, across, up));
            svg.append(key(all.get(i).label, i));
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private static String drawn(Series series, int colour, Axis across, Axis up) {
        if (series.points.size() == 1) {
            Point point = series.points.get(0);
            String mark = "<circle class=\"%s c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>";
            String ring = series.ringed ? format(mark, "ring", colour, across.at(point.x), up.at(point.y), 10) : "";
            return ring + format(mark, "mark", colour, across.at(point.x), up.at(point.y), 6);
        }
        StringBuilder line = new StringBuilder(format("<polyline class=\"line c%d\" points=\"", colour));
        series.points.forEach(point -> line.append(format("%.1f,%.1f ", across.at(point.x), up.at(point.y))));
        return line.append("\"/>").toString();
    }

    private static String key(String label, int number) {
        int y = TOP + 12 + number * 20;
        return format(
                "<circle class=\"mark c%d\" cx=\"%d\" cy=\"%d\" r=\"5\"/><text class=\"key\" x=\"%d\" y=\"%d\">%s</text>",
                number % COLOURS, WIDTH - 184, y - 4, WIDTH - 172, y, label(label));
    }

    private static double most(List<Series> all, boolean x) {
        double most = all.stream()
                .flatMap(series -> series.points.stream())
                .mapToDouble(point -> x ? point.x : point.y)
                .max()
                .orElse(1);
        return most > 0 ? most : 1;
    }

    private static StringBuilder open(String title, int height) {
        return new StringBuilder(format(
                "<figure><figcaption>%1$s</figcaption><svg role=\"img\" aria-label=\"%1$s\" viewBox=\"0 0 %2$d %3$d\">",
                Html.escape(title), WIDTH, height));
    }

    /** Names that are too wide are cut; the tables have them whole. */
    private static String label(String text) {
        int most = LEFT - 12;
        if (text.codePoints().map(Plot::width).sum() <= most) {
            return Html.escape(text);
        }
        StringBuilder cut = new StringBuilder();
        int used = width('…');
        for (int at = 0; used + width(text.codePointAt(at)) <= most; at = text.offsetByCodePoints(at, 1)) {
            used += width(text.codePointAt(at));
            cut.appendCodePoint(text.codePointAt(at));
        }
        return Html.escape(cut.append('…').toString());
    }

    /** Returns about how wide a character is: those from Hangul on, as those of Japanese, are as wide as high. */
    private static int width(int codePoint) {
        return codePoint < 0x1100 ? 7 : 12;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
