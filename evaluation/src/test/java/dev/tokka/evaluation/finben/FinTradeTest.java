// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.metric.trading.ReturnSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinTradeTest {

    @TempDir
    Path folder;

    @Test
    void workedByHand() {
        FinTrade trades = FinTrade.of(new double[] {100, 110, 99, 120}, new int[] {1, -1, 0, 1});

        assertThat(trades.returns().cumulativeReturn())
                .isCloseTo(1.1 * 1.1 - 1, within(1e-12)); // +10 %, +10 %, nothing
        assertThat(trades.figures(Scoring.STRICT).cumulativeReturn()).isCloseTo(0.21, within(1e-12));
        assertThat(trades.figures(Scoring.COMPAT).cumulativeReturn())
                .isCloseTo(Math.log(1.1) - Math.log(0.9), within(1e-12));
        assertThat(trades).hasToString("trades of 4 days");
    }

    @Test
    void aSaleCannotLoseMoreThanEverything() {
        FinTrade trades = FinTrade.of(new double[] {1, 3, 3}, new int[] {-1, 1, 0});

        assertThat(trades.returns()).isEqualTo(ReturnSeries.of(-1, 0));
    }

    @Test
    void whoNeverTradesHasNoFigures() {
        for (Scoring scoring : Scoring.values()) {
            TradingFigures figures =
                    FinTrade.of(new double[] {1, 2, 3}, new int[] {0, 0, 0}).figures(scoring);
            assertThat(figures).isEqualTo(new TradingFigures(0, 0, 0, 0, 0));
        }
        assertThat(FinTrade.of(new double[] {1, 2}, new int[] {1, 0})
                        .figures(Scoring.COMPAT)
                        .dailyVolatility())
                .isZero();
    }

    @Test
    void actionsMayBeWordsOrNumbers() throws IOException {
        FinTrade trades = FinTrade.read(
                file("date,price,action~2022-10-06,100,Buy~2022-10-07,110,-1~2022-10-10,99,hold~2022-10-11,120,1"));

        assertThat(trades.returns())
                .isEqualTo(FinTrade.of(new double[] {100, 110, 99, 120}, new int[] {1, -1, 0, 1})
                        .returns());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2022-10-06,1,buy | a.csv: expected at least two days, seen: 1 rows",
                "2022-10-06,1,buy~2022-10-06,1,buy | a.csv, row 2, column date: expected a day after 2022-10-06",
                "2022-10-06,1,buy~6.10.2022,1,buy | a.csv, row 2, column date: expected a date such as 2022-10-06",
                "2022-10-06,0,buy~2022-10-07,1,buy | a.csv, row 1, column price: expected a number greater than 0",
                "2022-10-06,1,short~2022-10-07,1,buy | a.csv, row 1, column action: expected buy, hold or sell",
            })
    void aFileThatIsNotAsExpectedIsRefused(String rows, String message) throws IOException {
        Path file = file("date,price,action~" + rows);

        assertThatThrownBy(() -> FinTrade.read(file))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void daysThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> FinTrade.of(new double[] {1, 2}, new int[] {1}))
                .hasMessageContaining("1 actions for 2 prices");
        assertThatThrownBy(() -> FinTrade.of(new double[] {1}, new int[] {1})).hasMessageContaining("at least two");
        assertThatThrownBy(() -> FinTrade.of(new double[] {1, Double.NaN}, new int[] {1, 1}))
                .hasMessageContaining("day 1 are NaN and 1");
        assertThatThrownBy(() -> FinTrade.of(new double[] {1, 2}, new int[] {2, 1}))
                .hasMessageContaining("day 0 are 1.0 and 2");
    }

    private Path file(String rows) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), rows.replace('~', '\n'));
    }
}
