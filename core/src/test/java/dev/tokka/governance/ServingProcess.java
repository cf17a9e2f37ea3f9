// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.governance.inventory.House;
import dev.tokka.governance.inventory.ModelInventory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/** Serves a governed model: for each line that it reads, it says what became of a call. */
final class ServingProcess {

    static final DomainModel MODEL = new DomainModel() {
        @Override
        public Answer answer(Question question) {
            return Answer.reply("500 yen.");
        }

        @Override
        public Description describe() {
            return Description.of("constant", "500 yen.");
        }
    };

    private ServingProcess() {}

    public static void main(String[] arguments) throws IOException {
        DomainModel governed = Governance.governed(
                MODEL,
                ModelInventory.directory(Path.of(arguments[0])),
                new Use("desk", House.PURPOSE),
                new House.Calendar());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (lines.readLine() != null) {
            System.out.println(outcome(governed));
        }
    }

    private static String outcome(DomainModel governed) {
        try {
            governed.answer("What is the fee?");
            return "answered";
        } catch (PolicyViolationException e) {
            return e.reason().name();
        }
    }
}
