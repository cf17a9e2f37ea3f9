// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.finetune.decoding.ChoiceScorer;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.Decoder;
import dev.tokka.finetune.decoding.DecodingResult;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.finetune.text.ChatTemplate;
import dev.tokka.finetune.text.ModelTokenizer;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An engine with its tokenizer and its template: from tasks to texts. All views of a model share one. Safe for use by many
 * threads.
 */
final class Generator implements AutoCloseable {

    private final ModelDirectory directory;
    private final ModelTokenizer tokenizer;
    private final Optional<ChatTemplate> template;
    private final DecoderEngine engine;
    private final Decoder decoder;
    private final Schemas schemas;

    private Generator(ModelDirectory directory, ModelTokenizer tokenizer, DecoderEngine engine) {
        this.directory = directory;
        this.tokenizer = tokenizer;
        this.template = ChatTemplate.of(directory, tokenizer);
        this.engine = engine;
        this.decoder = new Decoder(tokenizer, engine.context());
        this.schemas = new Schemas(tokenizer);
    }

    /** Opens a directory. */
    static Generator open(Path path, OnnxChatOptions options) {
        ModelDirectory directory = ModelDirectory.of(path);
        if (options.graph().isEmpty() && Seq2SeqEngine.isIn(directory)) {
            throw new ModelFileException(
                    path,
                    Reason.UNSUPPORTED,
                    "expected a decoder alone but found onnx/encoder_model.onnx: open an encoder-decoder, such as T5 or"
                            + " BART, with OnnxTextToTextModel");
        }
        ModelTokenizer tokenizer = ModelTokenizer.open(directory);
        try {
            DecoderEngine engine = DecoderEngine.open(directory, options);
            try {
                return new Generator(directory, tokenizer, engine);
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    ModelDirectory directory() {
        return directory;
    }

    ModelTokenizer tokenizer() {
        return tokenizer;
    }

    Optional<ChatTemplate> template() {
        return template;
    }

    DecoderEngine engine() {
        return engine;
    }

    Schemas schemas() {
        return schemas;
    }

    /** Returns what the files say about decoding. */
    GenerationFile file() {
        return GenerationFile.of(directory);
    }

    DecodingSettings greedy() {
        return file().greedy(tokenizer.ends());
    }

    /** Continues one prompt. */
    Decoded generate(Task task) {
        return engine.call(task.adapter(), sequences -> decoder.decode(sequences, task.request()));
    }

    /**
     * Continues prompts side by side: those of one adapter together, {@code batch} at a time, long prompts first, so that
     * there is little padding.
     *
     * @return in the order of the tasks
     */
    List<Decoded> generateAll(List<Task> tasks, int batch) {
        Decoded[] all = new Decoded[tasks.size()];
        Map<String, List<Integer>> byAdapter = new LinkedHashMap<>();
        IntStream.range(0, tasks.size())
                .boxed()
                .sorted(Comparator.comparing(i -> -tasks.get(i).promptTokens()))
                .forEach(i -> byAdapter
                        .computeIfAbsent(tasks.get(i).adapter(), adapter -> new ArrayList<>())
                        .add(i));
        byAdapter.forEach((adapter, places) -> {
            for (int from = 0; from < places.size(); from += batch) {
                List<Integer> some = places.subList(from, Math.min(places.size(), from + batch));
                List<DecodingResult> results = engine.call(
                        adapter,
                        sequences -> decoder.decode(
                                sequences,
                                some.stream().map(i -> tasks.get(i).request()).toList()));
                for (int i = 0; i < results.size(); i++) {
                    all[some.get(i)] = results.get(i).orThrow();
                }
            }
        });
        return List.of(all);
    }

    /** Returns what {@code choices} are worth after {@code prompt}, by the sums of their log-probabilities. */
    ChoiceScorer.Scores score(String adapter, List<Integer> prompt, List<List<Integer>> choices) {
        ChoiceScorer scorer = new ChoiceScorer(ChoiceScorer.Normalization.NONE, engine.context());
        return engine.call(adapter, sequences -> scorer.score(sequences, prompt, choices));
    }

    /** Reads a beginning, so that it need not be read again by requests that begin alike. */
    void warm(String adapter, int... prefix) {
        if (prefix.length > 0) {
            // One more token, as the last one of a prompt is never cached: its logits are wanted.
            int[] longer = Arrays.copyOf(prefix, prefix.length + 1);
            engine.call(adapter, sequences -> sequences.append(List.of(longer)));
        }
    }

    @Override
    public void close() {
        engine.close();
        tokenizer.close();
    }
}
