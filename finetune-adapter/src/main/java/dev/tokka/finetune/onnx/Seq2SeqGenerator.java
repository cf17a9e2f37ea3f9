// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.ChoiceScorer;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.Decoder;
import dev.tokka.finetune.decoding.DecodingRequest;
import dev.tokka.finetune.decoding.DecodingResult;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.finetune.decoding.TokenConstraint;
import dev.tokka.finetune.text.ModelTokenizer;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An encoder–decoder with its tokenizer and its queue: from texts to texts. All views of a model share one. Safe for use by
 * many threads.
 */
final class Seq2SeqGenerator implements AutoCloseable {

    private final ModelDirectory directory;
    private final ModelTokenizer tokenizer;
    private final Seq2SeqEngine engine;
    private final Seq2SeqShape shape;
    private final RequestGate gate;
    private final Decoder decoder;
    private final Schemas schemas;

    private Seq2SeqGenerator(
            ModelDirectory directory, ModelTokenizer tokenizer, Seq2SeqEngine engine, OnnxChatOptions.Capacity most) {
        this.directory = directory;
        this.tokenizer = tokenizer;
        this.engine = engine;
        Seq2SeqShape own = engine.shape();
        this.shape = new Seq2SeqShape(own.start(), own.padding(), Math.min(own.context(), most.context()));
        this.gate = new RequestGate(most.requests(), most.waiting());
        this.decoder = new Decoder(tokenizer, shape.context());
        this.schemas = new Schemas(tokenizer);
    }

    /** Opens a directory. */
    static Seq2SeqGenerator open(Path path, OnnxChatOptions options) {
        if (!options.graph().isEmpty()
                || !options.adapters().isEmpty()
                || options.merged().isPresent()) {
            throw new IllegalArgumentException(
                    "options of an encoder-decoder must name no graph and no adapters: it has"
                            + " several graphs, and adapters are merged into the weights before the export");
        }
        ModelDirectory directory = ModelDirectory.of(path);
        if (!Seq2SeqEngine.isIn(directory)) {
            throw new ModelFileException(
                    path,
                    Reason.MISSING,
                    "expected onnx/encoder_model.onnx but there is none: export an encoder-decoder for"
                            + " text2text-generation-with-past, and open a decoder alone with OnnxChatModel");
        }
        ModelTokenizer tokenizer = ModelTokenizer.open(directory);
        try {
            Seq2SeqEngine engine =
                    Seq2SeqEngine.open(directory, options.capacity().threads(), options.openTimeout());
            return new Seq2SeqGenerator(directory, tokenizer, engine, options.capacity());
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** Returns what the model is called: the name of its directory. */
    String name() {
        return String.valueOf(directory.real().getFileName());
    }

    ModelTokenizer tokenizer() {
        return tokenizer;
    }

    /** Returns the digests of the graphs. */
    String graphs() {
        return engine.files().stream().map(file -> file.digest()).collect(Collectors.joining(" "));
    }

    Seq2SeqShape shape() {
        return shape;
    }

    /** Returns the settings of the files that draw nothing; {@code max_length} counts what every output begins with. */
    DecodingSettings greedy() {
        GenerationFile file = GenerationFile.of(directory);
        DecodingSettings greedy = file.greedy(tokenizer.ends());
        int length = file.json().path("max_length").asInt(0) - shape.start().size();
        return file.json().has("max_new_tokens") || length < 1 ? greedy : greedy.withMaxTokens(length);
    }

    /** Returns {@code settings}, whose texts end where the files say, too. */
    DecodingSettings withEnds(DecodingSettings settings) {
        return SettingsReader.withEnds(settings, tokenizer.ends());
    }

    /**
     * Returns the tokens of a text that the encoder reads.
     *
     * @throws QuestionRejectedException if there are none, or more than the model can read
     */
    int[] source(String text) {
        int[] tokens = tokenizer.encode(text);
        if (tokens.length == 0 || tokens.length > shape.context()) {
            throw new QuestionRejectedException(
                    "model: the text must have from 1 to " + shape.context() + " tokens but has " + tokens.length);
        }
        return tokens;
    }

    Schemas schemas() {
        return schemas;
    }

    /** Returns how an output is written, whatever the source is. */
    DecodingRequest request(DecodingSettings settings, Optional<TokenConstraint> constraint) {
        DecodingRequest request = DecodingRequest.of(shape.start(), settings);
        return constraint.map(request::withConstraint).orElse(request);
    }

    /** Writes the output for one source. */
    Decoded generate(int[] source, DecodingRequest request) {
        boolean strips = tokenizer.stripsFirstSpace();
        DecodingRequest own = strips ? request.withListener(new Unspaced(request.listener())) : request;
        return generateAll(List.of(source), own).get(0);
    }

    /** Writes the outputs for sources side by side. */
    List<Decoded> generateAll(List<int[]> sources, DecodingRequest request) {
        List<DecodingRequest> requests = sources.stream().map(source -> request).toList();
        List<DecodingResult> results = gate.through(() ->
                engine.call(shape, sequences -> decoder.decode(new SourceSequences(sequences, sources), requests)));
        return results.stream()
                .map(DecodingResult::orThrow)
                .map(decoded -> tokenizer.stripsFirstSpace() ? Unspaced.text(decoded) : decoded)
                .toList();
    }

    /** Returns what outputs are worth for a source, complete as they are, by the sums of their log-probabilities. */
    ChoiceScorer.Scores score(int[] source, List<List<Integer>> outputs) {
        ChoiceScorer scorer = new ChoiceScorer(ChoiceScorer.Normalization.NONE, shape.context());
        return gate.through(() -> engine.call(
                shape,
                sequences -> scorer.score(new SourceSequences(sequences, List.of(source)), shape.start(), outputs)));
    }

    /** Returns the tokens of a complete output, as models are trained on them: up to the token that ends it. */
    List<Integer> output(String text) {
        int[] tokens = tokenizer.encode(text);
        int forced = shape.start().get(shape.start().size() - 1);
        boolean again = shape.start().size() > 1 && tokens.length > 1 && tokens[0] == forced;
        Set<Integer> ends = tokenizer.ends();
        boolean ended = tokens.length > 0 && ends.contains(tokens[tokens.length - 1]);
        OptionalInt end =
                ended ? OptionalInt.empty() : ends.stream().mapToInt(i -> i).min();
        return IntStream.concat(Arrays.stream(tokens).skip(again ? 1 : 0), end.stream())
                .boxed()
                .toList();
    }

    /** Ends all requests and frees everything. */
    @Override
    public void close() {
        gate.close();
        engine.close();
        tokenizer.close();
    }
}
