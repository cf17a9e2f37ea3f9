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

class HeadModelContractTest implements DomainModelContract {

    @TempDir
    Path directory;

    private final List<HeadModel> opened = new ArrayList<>();

    private HeadModel open(String name, Featurizer featurizer) {
        HeadModel model = HeadModel.open(Heads.write(directory.resolve(name), featurizer), featurizer);
        opened.add(model);
        return model;
    }

    @Override
    public DomainModel model() {
        return open("usual", EmbeddingFeatures.of(new Heads.Words("w")));
    }

    @Override
    public Question question() {
        return Question.of("I lost my card.");
    }

    @Override
    public Question otherQuestion() {
        return Question.of("Is there a cash limit?");
    }

    @Override
    public Stream<DomainModel> changedModels() {
        HeadModel usual = open("same", EmbeddingFeatures.of(new Heads.Words("w")));
        return Stream.of(
                usual.withThreshold(0.2),
                open("other", EmbeddingFeatures.of(new Heads.Words("v"))),
                open("characters", new CharacterFeatures(1, 2, 256)));
    }

    @AfterEach
    void close() {
        opened.forEach(HeadModel::close);
    }
}
