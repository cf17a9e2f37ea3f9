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

class OnnxTaggerContractTest implements DomainModelContract {

    @TempDir
    Path directory;

    private final List<OnnxTagger> opened = new ArrayList<>();

    private OnnxTagger open(ClassificationOptions options) {
        Names.write(directory);
        OnnxTagger tagger = OnnxTagger.open(directory, options);
        opened.add(tagger);
        return tagger;
    }

    @Override
    public DomainModel model() {
        return open(ClassificationOptions.defaults());
    }

    @Override
    public Question question() {
        return Question.of("Toyota Motor met Honda.");
    }

    @Override
    public Question otherQuestion() {
        return Question.of("Bank of Japan, Tokyo");
    }

    @Override
    public Stream<DomainModel> changedModels() {
        ClassificationOptions options = ClassificationOptions.defaults();
        return Stream.of(options.withThreshold(0.9), options.withTruncation(true), options.withLabel("B-LOC", "B-CITY"))
                .map(this::open);
    }

    @AfterEach
    void close() {
        opened.forEach(OnnxTagger::close);
    }
}
