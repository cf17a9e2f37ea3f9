// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Money;
import dev.tokka.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

    private static final String TABLE = """
            # model, input and output per million tokens, currency, valid from

            small-1, 0.15, 0.60, USD, 2025-01-01
            small-1, 0.10, 0.40, USD, 2025-07-01
            大-1, 300, 900, JPY, 2025-01-01
            """;

    private static final LocalDate SPRING = LocalDate.parse("2025-04-01");

    @Test
    void costsAreExactFractions() {
        Optional<Money> cost = PriceTable.parse(TABLE).cost("small-1", new TokenUsage(1_000_001, 3), SPRING);

        assertThat(cost.orElseThrow().amount()).isEqualByComparingTo("0.15000195");
        assertThat(cost.orElseThrow().currency()).isEqualTo(Currency.getInstance("USD"));
    }

    @Test
    void theNewestPriceThatIsValidCounts() {
        PriceTable prices = PriceTable.parse(TABLE);
        TokenUsage million = new TokenUsage(1_000_000, 0);

        assertThat(prices.cost("small-1", million, LocalDate.parse("2025-06-30"))
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("0.15");
        assertThat(prices.cost("small-1", million, LocalDate.parse("2025-07-01"))
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("0.10");
        assertThat(prices.cost("small-1", million, LocalDate.parse("2024-12-31")))
                .isEmpty();
    }

    @Test
    void anUnknownModelHasNoPrice() {
        assertThat(PriceTable.parse(TABLE).cost("small", TokenUsage.NONE, SPRING))
                .isEmpty();
        assertThat(PriceTable.EMPTY.cost("small-1", TokenUsage.NONE, SPRING)).isEmpty();
    }

    @Test
    void aFileIsReadInUtf8(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("prices.csv"), TABLE);

        PriceTable prices = PriceTable.read(file);

        assertThat(prices).isEqualTo(PriceTable.parse(TABLE));
        assertThat(prices.cost("大-1", new TokenUsage(10_000, 0), SPRING)
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo(BigDecimal.valueOf(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "small-1, 0.15, 0.60, USD|expected 5 fields but found 4",
                "small-1, cheap, 0.60, USD, 2025-01-01|input must be a number but is 'cheap'",
                "small-1, 0.15, , USD, 2025-01-01|output must be a number but is ''",
                "small-1, 0.15, 0.60, dollars, 2025-01-01|currency must be an ISO 4217 code but is 'dollars'",
                "small-1, 0.15, 0.60, USD, 1.1.2025|valid from must be like 2025-01-31 but is '1.1.2025'",
                "small-1, -1, 0.60, USD, 2025-01-01|input must be at least 0 but is -1",
                ", 1, 0.60, USD, 2025-01-01|model must not be blank"
            })
    void wrongLinesAreNamed(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.parse("# prices\n" + line))
                .withMessage("price table, line 2: " + message);
    }
}
