// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.sizing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SizingBillTest {

    @Test
    void theBillHasMemoryTimeMoneyAndTraining() throws IOException {
        assertThat(bill(Map.of("model", "llama-3.1-8b", "device", "l4")))
                .contains(
                        "llama-3.1-8b: 8,030,261,248 parameters",
                        "It fits",
                        "writes 300 tokens",
                        "1,000 answers",
                        "qlora",
                        "pays off");
    }

    @Test
    void whatDoesNotFitIsSaidWithWhatWouldDo() throws IOException {
        assertThat(bill(Map.of("model", "llama-3.1-70b", "device", "l4")))
                .contains("It does not fit", "the largest part is weights", "What would do: 2 x l4");
    }

    @Test
    void aConfigurationAndAPriceOfOnesOwnAreTaken() throws IOException {
        String model = "demo-bank/model/config.json";

        assertThat(bill(Map.of(
                        "model",
                        model,
                        "device",
                        "epyc-9654",
                        "precision",
                        "fp32",
                        "context",
                        "1024",
                        "prompt",
                        "100",
                        "retrieved",
                        "200",
                        "written",
                        "50",
                        "hourly",
                        "2.5")))
                .contains("at USD 2.5000 an hour");
        assertThat(bill(Map.of("device", "epyc-9654"))).contains("No price of this device is known");
        assertThat(bill(Map.of("model", "bert-base", "precision", "fp32"))).contains("An encoder writes no answers.");
    }

    @Test
    void wrongInputIsOneLineWithSuggestions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(Map.of("model", "llama-3-8b")))
                .withMessageContaining("llama-3.1-8b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(Map.of("device", "h100")))
                .withMessageContaining("h100-sxm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(Map.of("batch", "many")))
                .withMessage("batch must be a whole number but is many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(Map.of("hourly", "cheap")))
                .withMessage("hourly must be a number of dollars but is cheap");
    }

    private static String bill(Map<String, String> given) throws IOException {
        Properties properties = new Properties();
        properties.putAll(given);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new SizingBill(new PrintStream(printed, true, UTF_8)).run(SizingRequest.of(properties));
        return printed.toString(UTF_8);
    }
}
