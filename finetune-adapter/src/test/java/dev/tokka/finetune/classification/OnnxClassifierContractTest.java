// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.testkit.DomainModelContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierContractTest implements DomainModelContract {

    @TempDir
    Path directory;

    private final List<OnnxClassifier> opened = new ArrayList<>();

    private OnnxClassifier open(ClassificationOptions options) {
        Sentiment.write(directory);
        OnnxClassifier classifier = OnnxClassifier.open(directory, options);
        opened.add(classifier);
        return classifier;
    }

    @Override
    public DomainModel model() {
        return open(ClassificationOptions.defaults());
    }

    @Override
    public Question question() {
        return Question.of("The profit rose.");
    }

    @Override
    public Question otherQuestion() {
        return Question.of("The loss rose.");
    }

    @Override
    public Stream<DomainModel> changedModels() {
        ClassificationOptions options = ClassificationOptions.defaults();
        return Stream.of(
                        options.withThreshold(0.9),
                        options.withTruncation(true),
                        options.withMaxTokens(8),
                        options.withLabel("neutral", "none"))
                .map(this::open);
    }

    @AfterEach
    void close() {
        opened.forEach(OnnxClassifier::close);
    }
}
