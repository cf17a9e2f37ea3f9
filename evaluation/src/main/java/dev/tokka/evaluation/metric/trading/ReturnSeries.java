// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.trading;

import java.util.Arrays;

/**
 * The simple returns of equal periods, such as days: 0.01 is a gain of 1 %.
 *
 * <pre>{@code
 * ReturnSeries year = ReturnSeries.ofEquity(100, 101, 99.5, 102);
 * year.sharpeRatio(0.02 / ReturnSeries.TRADING_DAYS, ReturnSeries.TRADING_DAYS);
 * }</pre>
 *
 * <p>These are the figures of FinBen's trading task: Sharpe ratio, cumulative return, daily and annual volatility, and
 * maximum drawdown.
 */
public final class ReturnSeries {

    /** The trading days of a year, as is usual. */
    public static final int TRADING_DAYS = 252;

    private final double[] returns;

    private ReturnSeries(double[] returns) {
        this.returns = returns;
    }

    /**
     * Returns the series of these returns.
     *
     * @param returns at least one; each finite and at least -1, which loses everything; not changed
     */
    public static ReturnSeries of(double... returns) {
        if (returns.length == 0) {
            throw new IllegalArgumentException("returns must hold at least one");
        }
        for (int i = 0; i < returns.length; i++) {
            if (!(returns[i] >= -1 && returns[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "returns must be finite and at least -1 but return " + i + " is " + returns[i]);
            }
        }
        return new ReturnSeries(returns.clone());
    }

    /**
     * Returns the series of the returns between neighbouring values of a portfolio or price.
     *
     * @param equity at least two; each finite and greater than 0; not changed
     */
    public static ReturnSeries ofEquity(double... equity) {
        if (equity.length < 2) {
            throw new IllegalArgumentException("equity must hold at least two values but holds " + equity.length);
        }
        for (int i = 0; i < equity.length; i++) {
            if (!(equity[i] > 0 && equity[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "equity must be finite and greater than 0 but value " + i + " is " + equity[i]);
            }
        }
        double[] returns = new double[equity.length - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = equity[i + 1] / equity[i] - 1;
        }
        return of(returns);
    }

    /** Returns how many periods there are; at least 1. */
    public int periods() {
        return returns.length;
    }

    /** Returns the return of all periods together, {@code (1 + r1) (1 + r2) ... - 1}; at least -1. */
    public double cumulativeReturn() {
        double equity = 1;
        for (double one : returns) {
            equity *= 1 + one;
        }
        return equity - 1;
    }

    /** Returns the mean return of a period. */
    public double meanReturn() {
        return Arrays.stream(returns).sum() / returns.length;
    }

    /**
     * Returns the standard deviation of the returns, that of a sample (divided by n - 1), for one period; 0 where there is
     * but one (0/0).
     */
    public double volatility() {
        if (returns.length == 1) {
            return 0;
        }
        double mean = meanReturn();
        double squares =
                Arrays.stream(returns).map(one -> (one - mean) * (one - mean)).sum();
        return Math.sqrt(squares / (returns.length - 1));
    }

    /**
     * Returns the volatility of a year, that of a period times the root of how many a year has.
     *
     * @param periodsPerYear greater than 0, such as {@link #TRADING_DAYS}
     */
    public double annualVolatility(double periodsPerYear) {
        return volatility() * Math.sqrt(requirePeriods(periodsPerYear));
    }

    /**
     * Returns the annual Sharpe ratio: the mean return above the riskless one, divided by the volatility, times the root of
     * how many periods a year has. 0 where the returns do not vary, as far as a {@code double} can tell (x/0).
     *
     * @param riskFree the riskless return of one period, not of a year; finite
     * @param periodsPerYear greater than 0, such as {@link #TRADING_DAYS}; 1 gives the ratio of one period
     * @see <a href="https://doi.org/10.3905/jpm.1994.409501">Sharpe, The Sharpe Ratio (1994)</a>
     */
    public double sharpeRatio(double riskFree, double periodsPerYear) {
        if (!Double.isFinite(riskFree)) {
            throw new IllegalArgumentException("riskFree must be finite but is " + riskFree);
        }
        double root = Math.sqrt(requirePeriods(periodsPerYear));
        double volatility = volatility();
        double rounding = Math.ulp(1.0) * returns.length * Math.abs(meanReturn());
        return volatility <= rounding ? 0 : (meanReturn() - riskFree) / volatility * root;
    }

    /**
     * Returns the largest loss from a peak to a later trough, as a share of the peak: from 0, if the equity never falls, to
     * 1. The equity before the first period counts as a peak.
     *
     * @see <a href="https://doi.org/10.1239/jap/1077134674">Magdon-Ismail et al., On the Maximum Drawdown of a Brownian
     *     Motion (2004)</a>
     */
    public double maximumDrawdown() {
        double equity = 1;
        double peak = 1;
        double drawdown = 0;
        for (double one : returns) {
            equity *= 1 + one;
            peak = Math.max(peak, equity);
            drawdown = Math.max(drawdown, 1 - equity / peak);
        }
        return drawdown;
    }

    private static double requirePeriods(double periodsPerYear) {
        if (!(periodsPerYear > 0 && periodsPerYear < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "periodsPerYear must be finite and greater than 0 but is " + periodsPerYear);
        }
        return periodsPerYear;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReturnSeries series && Arrays.equals(returns, series.returns);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(returns);
    }

    @Override
    public String toString() {
        return "returns of " + returns.length + " periods";
    }
}
