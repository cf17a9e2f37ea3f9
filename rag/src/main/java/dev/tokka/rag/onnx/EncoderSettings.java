// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.rag.text.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the files of an encoder say about its use: {@code tokka-encoder.json} first, then those of sentence-transformers.
 *
 * @param pooling how the vectors of tokens become one, or empty if no file says it
 * @param dimension how many numbers are kept; 0 for all
 * @param languages those covered; never empty
 */
record EncoderSettings(
        Optional<Pooling> pooling,
        String queryPrefix,
        String passagePrefix,
        int maxTokens,
        int dimension,
        Set<Language> languages) {

    static final String FILE = "tokka-encoder.json";

    static final Map<String, JsonNodeType> MEMBERS = Map.of(
            "name", JsonNodeType.STRING,
            "model", JsonNodeType.STRING,
            "pooling", JsonNodeType.STRING,
            "output", JsonNodeType.STRING,
            "queryPrefix", JsonNodeType.STRING,
            "passagePrefix", JsonNodeType.STRING,
            "maxTokens", JsonNodeType.NUMBER,
            "dimension", JsonNodeType.NUMBER,
            "languages", JsonNodeType.ARRAY);

    static EncoderSettings of(ModelDirectory directory, JsonNode own, OnnxOptions options) {
        refuseUnknownModules(directory);
        JsonNode sentences = directory.json("config_sentence_transformers.json");
        return new EncoderSettings(
                pooling(directory, own),
                prefix(own, "queryPrefix", sentences, List.of("query")),
                prefix(own, "passagePrefix", sentences, List.of("document", "passage", "corpus")),
                TokenLimit.of(directory, own, options.limits().maxTokens()),
                options.limits().dimension().orElse(own.path("dimension").asInt(0)),
                options.languages().isEmpty() ? languages(directory, own) : options.languages());
    }

    private static void refuseUnknownModules(ModelDirectory directory) {
        if (!directory.has("modules.json")) {
            return;
        }
        String modules = new String(directory.read("modules.json"), java.nio.charset.StandardCharsets.UTF_8);
        if (modules.contains("models.Dense") || modules.contains("WeightedLayerPooling")) {
            throw new ModelFileException(
                    directory.path().resolve("modules.json"),
                    Reason.UNSUPPORTED,
                    "expected the modules Transformer, Pooling and Normalize but it names others");
        }
    }

    private static Optional<Pooling> pooling(ModelDirectory directory, JsonNode own) {
        if (own.has("pooling")) {
            String name = own.get("pooling").asText().toUpperCase(Locale.ROOT);
            return Stream.of(Pooling.values())
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .or(() -> {
                        throw new ModelFileException(
                                directory.path().resolve(FILE),
                                Reason.UNSUPPORTED,
                                "expected pooling to be mean, cls or last but it is another");
                    });
        }
        JsonNode file = directory.json("1_Pooling/config.json");
        List<Pooling> said = Stream.of(Pooling.values())
                .filter(each -> file.path(each.key()).asBoolean())
                .toList();
        boolean others = file.path("pooling_mode_max_tokens").asBoolean()
                || file.path("pooling_mode_weightedmean_tokens").asBoolean()
                || file.path("pooling_mode_mean_sqrt_len_tokens").asBoolean()
                || !file.path("include_prompt").asBoolean(true);
        if (said.size() > 1 || others) {
            throw new ModelFileException(
                    directory.path().resolve("1_Pooling/config.json"),
                    Reason.UNSUPPORTED,
                    "expected one of mean, cls and last token, prompt included, but it wants others");
        }
        return said.stream().findFirst();
    }

    private static String prefix(JsonNode own, String key, JsonNode sentences, List<String> prompts) {
        if (own.has(key)) {
            return own.get(key).asText();
        }
        JsonNode all = sentences.path("prompts");
        return Stream.concat(
                        prompts.stream(),
                        Stream.of(sentences.path("default_prompt_name").asText("")))
                .filter(all::has)
                .findFirst()
                .map(name -> all.get(name).asText())
                .orElse("");
    }

    private static Set<Language> languages(ModelDirectory directory, JsonNode own) {
        Set<Language> languages = EnumSet.noneOf(Language.class);
        for (JsonNode tag : own.path("languages")) {
            Stream.of(Language.values())
                    .filter(language -> language.tag().equals(tag.asText()))
                    .findFirst()
                    .ifPresentOrElse(languages::add, () -> {
                        throw new ModelFileException(
                                directory.path().resolve(FILE),
                                Reason.UNSUPPORTED,
                                "expected languages among en and ja but it names another");
                    });
        }
        return languages.isEmpty() ? EnumSet.allOf(Language.class) : languages;
    }
}
