// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Money;
import dev.tokka.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What tokens cost, as data that the application supplies: providers change their prices.
 *
 * <pre>{@code
 * PriceTable prices = PriceTable.parse("""
 *         # model, input and output per million tokens, currency, valid from
 *         small-1, 0.15, 0.60, USD, 2025-01-01
 *         """);
 * }</pre>
 *
 * @param prices in any order; of one model, the newest that is valid on a day counts
 */
public record PriceTable(List<Price> prices) {

    /** No prices: nothing has a cost. */
    public static final PriceTable EMPTY = new PriceTable(List.of());

    private static final int MILLION = 6; // decimal places
    private static final int FIELDS = 5;

    /** Copies the prices. */
    public PriceTable {
        prices = List.copyOf(prices);
    }

    /**
     * What the tokens of one model cost.
     *
     * @param model the id of the model, as the provider reports it; not blank
     * @param input the price of a million tokens read; at least 0
     * @param output the price of a million tokens written; at least 0
     * @param currency of both prices
     * @param validFrom the first day of these prices
     */
    public record Price(String model, BigDecimal input, BigDecimal output, Currency currency, LocalDate validFrom) {

        /** Checks the ranges above. */
        public Price {
            Checks.requireText(model, "model");
            requirePrice(input, "input");
            requirePrice(output, "output");
            requireNonNull(currency, "currency");
            requireNonNull(validFrom, "validFrom");
        }

        private static void requirePrice(BigDecimal value, String name) {
            if (requireNonNull(value, name).signum() < 0) {
                throw new IllegalArgumentException(name + " must be at least 0 but is " + value);
            }
        }
    }

    /**
     * Returns the table written in {@code text}: one price a line, five fields with commas between them: model, price of
     * a million tokens read, of a million written, ISO 4217 currency, first day as in {@code 2025-01-31}. Blank lines and
     * lines that begin with {@code #} are passed over.
     *
     * @throws IllegalArgumentException if a line is wrong; the message gives its number
     */
    public static PriceTable parse(String text) {
        List<Price> prices = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                prices.add(price(line, "price table, line " + (i + 1) + ": "));
            }
        }
        return new PriceTable(prices);
    }

    /**
     * Returns the table written in {@code file}, in UTF-8, as {@link #parse} reads it.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is wrong; the message gives its number
     */
    public static PriceTable read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** Returns what {@code usage} of {@code model} costs on {@code day}, or empty if the table does not say. */
    public Optional<Money> cost(String model, TokenUsage usage, LocalDate day) {
        return prices.stream()
                .filter(price ->
                        price.model().equals(model) && !price.validFrom().isAfter(day))
                .max(Comparator.comparing(Price::validFrom))
                .map(price -> new Money(
                        perMillion(price.input(), usage.input()).add(perMillion(price.output(), usage.output())),
                        price.currency()));
    }

    private static BigDecimal perMillion(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }

    private static Price price(String line, String where) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(where + "expected " + FIELDS + " fields but found " + fields.length);
        }
        String model = fields[0].strip();
        BigDecimal input = field(fields[1], where + "input must be a number", BigDecimal::new);
        BigDecimal output = field(fields[2], where + "output must be a number", BigDecimal::new);
        Currency currency = field(fields[3], where + "currency must be an ISO 4217 code", Currency::getInstance);
        LocalDate validFrom = field(fields[4], where + "valid from must be like 2025-01-31", LocalDate::parse);
        try {
            return new Price(model, input, output, currency, validFrom);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    private static <T> T field(String text, String expected, Function<String, T> parser) {
        String value = text.strip();
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(expected + " but is '" + value + "'", e);
        }
    }
}
