// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Retriever;
import dev.tokka.rag.document.Chunker;
import dev.tokka.rag.document.StructureChunker;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * What the names in a {@link RagConfiguration} stand for.
 *
 * @param chunkers makes the chunker of a size, by name
 * @param stages what is put on a retriever, by name, in the order in which it is put on
 */
public record RagParts(Map<String, IntFunction<Chunker>> chunkers, Map<String, UnaryOperator<Retriever>> stages) {

    /** The chunker {@code "structure"}, of a size in characters, and no stages. */
    public static final RagParts DEFAULT = new RagParts(Map.of("structure", StructureChunker::ofCharacters), Map.of());

    /** Copies the maps. */
    public RagParts {
        chunkers = Collections.unmodifiableMap(new LinkedHashMap<>(chunkers));
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /** Returns these parts and another chunker. */
    public RagParts withChunker(String name, IntFunction<Chunker> ofSize) {
        Map<String, IntFunction<Chunker>> copy = new LinkedHashMap<>(chunkers);
        copy.put(Checks.requireText(name, "name"), requireNonNull(ofSize, "ofSize"));
        return new RagParts(copy, stages);
    }

    /** Returns these parts and another stage, such as {@code "rerank"}, put on after the others. */
    public RagParts withStage(String name, UnaryOperator<Retriever> stage) {
        Map<String, UnaryOperator<Retriever>> copy = new LinkedHashMap<>(stages);
        copy.put(Checks.requireText(name, "name"), requireNonNull(stage, "stage"));
        return new RagParts(chunkers, copy);
    }

    /**
     * Returns the chunker of {@code configuration}.
     *
     * @throws IllegalArgumentException if there is none of its name
     */
    public Chunker chunker(RagConfiguration configuration) {
        String name = configuration.chunking().chunker();
        IntFunction<Chunker> ofSize = chunkers.get(name);
        if (ofSize == null) {
            throw new IllegalArgumentException("chunker must be one of " + chunkers.keySet() + " but is " + name);
        }
        return ofSize.apply(configuration.chunking().size());
    }

    /**
     * Returns {@code retriever} with the stages of {@code configuration}.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    public Retriever staged(RagConfiguration configuration, Retriever retriever) {
        if (!stages.keySet().containsAll(configuration.stages())) {
            throw new IllegalArgumentException(
                    "stages must be among " + stages.keySet() + " but are " + configuration.stages());
        }
        Retriever staged = retriever;
        for (Map.Entry<String, UnaryOperator<Retriever>> stage : stages.entrySet()) {
            if (configuration.stages().contains(stage.getKey())) {
                staged = stage.getValue().apply(staged);
            }
        }
        return staged;
    }
}
