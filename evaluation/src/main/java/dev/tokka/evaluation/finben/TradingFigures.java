// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

/**
 * The figures of FinBen's trading task for one series of days.
 *
 * @param sharpeRatio of a year, against a riskless return of 0; 0 where the returns do not vary
 * @param cumulativeReturn of all days; 0.01 is a gain of 1 %
 * @param dailyVolatility standard deviation of the returns of a day
 * @param annualVolatility of a year of 252 days
 * @param maximumDrawdown from 0 to 1; as published it may be more, after a day that more than halves the price
 */
public record TradingFigures(
        double sharpeRatio,
        double cumulativeReturn,
        double dailyVolatility,
        double annualVolatility,
        double maximumDrawdown) {}
