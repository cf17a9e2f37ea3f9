// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DataClass;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.published.PublishedStrategies;
import dev.tokka.evaluation.recommendation.Constraints;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.recommendation.Terms;
import dev.tokka.evaluation.report.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The five strategies of {@link TunedStrategies} on the made-up bank: one small model in this process, as it is, prompted,
 * with retrieval, fine-tuned, and both.
 *
 * @param bank holds the documents, the questions and the model
 * @param folder keeps the answers
 */
record BankStudy(Bank bank, Path folder) implements Study {

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        Bank.Asked asked = bank.ask(bank.benchmark(), folder, TunedStrategies::strategies);
        return findings(asked.results(), asked.licence());
    }

    /** A product is a cluster; whoever serves customers knows the products, and yet there will be others. */
    @Override
    public Map<String, Results> routable(Findings findings) {
        Results answers = findings.report().results();
        Map<String, Results> routable = new LinkedHashMap<>();
        routable.put("questions about products that it was shown other questions about", Routing.apart(answers));
        routable.put("questions about products that it was shown nothing about", answers);
        return routable;
    }

    private static Findings findings(Results results, String licence) {
        Report report = Analysis.DEFAULT.of(results, Runnable::run);
        StrategyTable.Roles roles =
                new StrategyTable.Roles("base", "retrieval", "fine-tuned", "fine-tuned + retrieval");
        // Everything runs in this process: nothing leaves it.
        Terms terms = Terms.UNKNOWN
                .withLicence(licence)
                .withHighestDataClass(DataClass.CONFIDENTIAL)
                .withoutEgress();
        Constraints constraints =
                Constraints.NONE.dataClass(DataClass.CONFIDENTIAL).noEgress();
        return Findings.of(report)
                .with(Recommendation.of(report, option -> option.with(terms), constraints))
                .with(StrategyTable.of(results, roles, Analysis.DEFAULT, Runnable::run), currentEvents());
    }

    /** What the paper found for facts that its models had not seen either. */
    private static List<PublishedStrategies> currentEvents() {
        return PublishedStrategies.fineTuningOrRetrieval().stream()
                .filter(one -> one.task().benchmark().equals("Current events"))
                .toList();
    }
}
