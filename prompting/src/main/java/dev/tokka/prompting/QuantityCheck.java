// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.Span;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** See {@link ReplyCheck#quantity}. */
record QuantityCheck() implements ReplyCheck {

    private static final Pattern QUANTITY = Pattern.compile("(?<sign>[-−△▲+]|マイナス|minus )? ?"
            + "(?<symbol>[¥$€£]|us\\$|jpy|usd|eur|gbp|cny)? ?"
            + "(?<number>[\\d〇零一二三四五六七八九十百千万億兆][\\d,.〇零一二三四五六七八九十百千万億兆]*+)"
            + "(?: ?(?<scale>thousand|million|billion|trillion))? ?"
            + "(?<unit>[^\\d]*+)");

    private static final Map<String, Integer> SCALES =
            Map.of("thousand", 3, "million", 6, "billion", 9, "trillion", 12);

    private static final Map<String, String> UNITS = units();

    private static final String TENTHS = "割";

    private static final int SHORTEST_WORD = 3;

    private static Map<String, String> units() {
        Map<String, String> units = new HashMap<>();
        add(units, "JPY", "¥", "jpy", "円", "yen");
        add(units, "USD", "$", "us$", "usd", "ドル", "米ドル", "dollar", "us dollar");
        add(units, "EUR", "€", "eur", "ユーロ", "euro");
        add(units, "GBP", "£", "gbp", "ポンド", "英ポンド", "pound", "pound sterling");
        add(units, "CNY", "cny", "人民元", "yuan");
        add(units, "%", "%", "パーセント", "percent", "per cent", TENTHS);
        add(units, "bp", "bp", "bps", "ベーシスポイント", "basis point");
        add(units, "business day", "営業日", "business day");
        add(units, "day", "日", "日間", "day");
        add(units, "week", "週", "週間", "week");
        add(units, "month", "か月", "ヶ月", "ケ月", "カ月", "ヵ月", "箇月", "か月間", "month");
        add(units, "year", "年", "年間", "year");
        add(units, "hour", "時間", "hour");
        add(units, "minute", "分", "分間", "minute");
        add(units, "second", "秒", "秒間", "second");
        add(units, "km", "km", "キロメートル", "kilometre", "kilometer");
        add(units, "m", "m", "メートル", "metre", "meter");
        add(units, "cm", "cm", "センチメートル", "centimetre", "centimeter");
        add(units, "kg", "kg", "キログラム", "kilogram");
        add(units, "g", "g", "グラム", "gram");
        units.put("", "");
        return Map.copyOf(units);
    }

    private static void add(Map<String, String> units, String unit, String... names) {
        for (String name : names) {
            units.put(name, unit);
            if (name.length() >= SHORTEST_WORD) { // "m" has no plural, and "ms" is something else
                units.put(name + "s", unit);
            }
        }
    }

    @Override
    public Verdict check(Question question, String reply) {
        return read(Plain.of(reply))
                .<Verdict>map(quantity -> new Verdict.Fits(quantity, new Span(0, reply.length())))
                .orElseGet(() -> Verdict.unfit("the reply is no number with a known unit", ""));
    }

    private static Optional<String> read(String text) {
        Matcher parts = QUANTITY.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String written = parts.group("unit").strip();
        Optional<String> unit = unit(parts.group("symbol"), written);
        Optional<BigDecimal> number = Numerals.read(parts.group("number"));
        if (unit.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        int power = parts.group("scale") == null ? 0 : SCALES.getOrDefault(parts.group("scale"), 0);
        BigDecimal value = number.get().scaleByPowerOfTen(written.equals(TENTHS) ? power + 1 : power);
        boolean negative = parts.group("sign") != null && !parts.group("sign").equals("+");
        String digits = (negative ? value.negate() : value).stripTrailingZeros().toPlainString();
        return Optional.of((digits + " " + unit.get()).strip());
    }

    /** Returns the unit, which may be written before the number, behind it, or both if they are the same. */
    private static Optional<String> unit(@Nullable String symbol, String written) {
        Optional<String> behind = Optional.ofNullable(UNITS.get(written));
        if (symbol == null || behind.isEmpty()) {
            return behind;
        }
        Optional<String> before = Optional.ofNullable(UNITS.get(symbol));
        return written.isEmpty() || before.equals(behind) ? before : Optional.empty();
    }

    @Override
    public String demand(Question question) {
        return Wording.of(question).demandQuantity();
    }

    @Override
    public Description describe() {
        return Description.of("quantity");
    }

    @Override
    public String toString() {
        return "quantity";
    }
}
