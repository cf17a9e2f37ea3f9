// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.trading.ReturnSeries;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * FinTrade, the trading task of FinBen: the prices of a share, and what a model did on each day.
 *
 * <p>An action holds from its day to the next one: to buy earns the share's return, to sell earns its opposite, to hold
 * earns nothing. The action of the last day has no effect.
 *
 * <p>FinBen states its figures over several shares with intervals of 95 %; this is one share.
 *
 * @see <a href="https://arxiv.org/abs/2402.12659">Xie et al., FinBen (2024), section on decision-making</a>
 */
public final class FinTrade {

    private static final Map<String, Integer> ACTIONS =
            Map.of("buy", 1, "hold", 0, "sell", -1, "1", 1, "0", 0, "-1", -1, "+1", 1);

    private final double[] prices;
    private final int[] actions;

    private FinTrade(double[] prices, int[] actions) {
        this.prices = prices;
        this.actions = actions;
    }

    /**
     * Returns the trades of these days.
     *
     * @param prices at least two; each finite and greater than 0; not changed
     * @param actions one for each price: 1 to buy, 0 to hold, -1 to sell; not changed
     */
    public static FinTrade of(double[] prices, int[] actions) {
        if (prices.length < 2 || prices.length != actions.length) {
            throw new IllegalArgumentException("there must be an action for each of at least two prices but there are "
                    + actions.length + " actions for " + prices.length + " prices");
        }
        for (int i = 0; i < prices.length; i++) {
            if (!(prices[i] > 0 && prices[i] < Double.POSITIVE_INFINITY) || Math.abs((long) actions[i]) > 1) {
                throw new IllegalArgumentException("prices must be finite and greater than 0 and actions -1, 0 or 1 but"
                        + " those of day " + i + " are " + prices[i] + " and " + actions[i]);
            }
        }
        return new FinTrade(prices.clone(), actions.clone());
    }

    /**
     * Reads trades.
     *
     * @param file with the columns {@code date} (such as 2022-10-06, each later than the one before), {@code price} and
     *     {@code action}: buy, hold or sell, or 1, 0 or -1
     * @throws BenchmarkFormatException if it is not so; the message names row and column
     */
    public static FinTrade read(Path file) {
        List<Row> rows = Rows.read(file);
        if (rows.size() < 2) {
            throw new BenchmarkFormatException(
                    String.valueOf(file.getFileName()), "at least two days", rows.size() + " rows");
        }
        double[] prices = new double[rows.size()];
        int[] actions = new int[rows.size()];
        List<LocalDate> dates = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            Row row = rows.get(i);
            LocalDate date = date(row);
            if (i > 0 && !date.isAfter(dates.get(i - 1))) {
                throw row.wrong("date", "a day after " + dates.get(i - 1), row.text("date"));
            }
            dates.add(date);
            prices[i] = row.number("price");
            if (prices[i] <= 0) {
                throw row.wrong("price", "a number greater than 0", row.text("price"));
            }
            String action = row.text("action").strip().toLowerCase(Locale.ROOT);
            actions[i] = Optional.ofNullable(ACTIONS.get(action))
                    .orElseThrow(() -> row.wrong("action", "buy, hold or sell, or 1, 0 or -1", action));
        }
        return new FinTrade(prices, actions);
    }

    private static LocalDate date(Row row) {
        try {
            return LocalDate.parse(row.filled("date").strip());
        } catch (DateTimeParseException e) {
            throw row.wrong("date", "a date such as 2022-10-06", row.text("date"));
        }
    }

    /**
     * Returns the simple returns of the days: the action times the return of the share. A sale that loses more than
     * everything, as when a price more than doubles in a day, loses everything: -1.
     */
    public ReturnSeries returns() {
        double[] returns = new double[prices.length - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = Math.max(-1, actions[i] * (prices[i + 1] / prices[i] - 1));
        }
        return ReturnSeries.of(returns);
    }

    /**
     * Returns the figures.
     *
     * <p>{@link Scoring#STRICT} takes those of {@link #returns()}. {@link Scoring#COMPAT} computes as FinMem does, the agent
     * of FinBen: of logarithmic returns, which are summed for the cumulative return but compounded as if they were simple
     * for the drawdown; the Sharpe ratio divides the sum by the number of prices, not of returns.
     */
    public TradingFigures figures(Scoring scoring) {
        int year = ReturnSeries.TRADING_DAYS;
        if (scoring == Scoring.STRICT) {
            ReturnSeries returns = returns();
            return new TradingFigures(
                    returns.sharpeRatio(0, year),
                    returns.cumulativeReturn(),
                    returns.volatility(),
                    returns.annualVolatility(year),
                    returns.maximumDrawdown());
        }
        double[] logarithmic = new double[prices.length - 1];
        for (int i = 0; i < logarithmic.length; i++) {
            logarithmic[i] = actions[i] * Math.log(prices[i + 1] / prices[i]);
        }
        return published(logarithmic, year);
    }

    private TradingFigures published(double[] returns, int year) {
        double sum = 0;
        for (double one : returns) {
            sum += one;
        }
        double mean = sum / returns.length;
        double squares = 0;
        double equity = 1;
        double peak = 1;
        double drawdown = 0;
        for (double one : returns) {
            squares += (one - mean) * (one - mean);
            equity *= 1 + one;
            peak = Math.max(peak, equity);
            drawdown = Math.max(drawdown, (peak - equity) / peak);
        }
        double daily = returns.length == 1 ? 0 : Math.sqrt(squares / (returns.length - 1));
        double annual = daily * Math.sqrt(year);
        double sharpe = annual == 0 ? 0 : sum / ((double) prices.length / year) / annual;
        return new TradingFigures(sharpe, sum, daily, annual, drawdown);
    }

    @Override
    public String toString() {
        return "trades of " + prices.length + " days";
    }
}
