// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How an adapter of PEFT is to be read, from its {@code adapter_config.json}.
 *
 * @param file where it is, for messages
 * @param rank the usual rank, at least 1
 * @param alpha the usual alpha
 * @param ranks other ranks, by what module names end with or match
 * @param alphas other alphas, likewise
 * @param rootOfRank whether alpha is divided by the root of the rank, instead of the rank
 * @see <a href="https://huggingface.co/docs/peft/package_reference/lora">PEFT: LoRA</a>
 */
record PeftConfig(
        Path file, int rank, double alpha, Map<String, Double> ranks, Map<String, Double> alphas, boolean rootOfRank) {

    /** Members that change what an adapter computes, in a way that two matrices cannot say. */
    private static final List<String> REFUSED = List.of(
            "use_dora",
            "lora_bias",
            "modules_to_save",
            "layer_replication",
            "trainable_token_indices",
            "target_parameters",
            "alora_invocation_tokens",
            "use_qalora",
            "use_bdlora",
            "kasa_config",
            "arrow_config",
            "velora_config",
            "monteclora_config");

    /** Returns the settings {@code json}. */
    static PeftConfig of(Path file, JsonNode json) {
        String type = json.path("peft_type").asText("");
        if (!type.equals("LORA")) {
            throw unsupported(file, "expected \"peft_type\" to be LORA but it is " + type);
        }
        REFUSED.forEach(member -> {
            if (isSet(json.path(member))) {
                throw unsupported(
                        file,
                        "\"" + member + "\" is set, which is not supported: train with plain LoRA, or merge the adapter"
                                + " into its base by PEFT's merge_and_unload and export the result");
            }
        });
        String bias = json.path("bias").asText("none");
        if (!bias.equals("none")) {
            throw unsupported(file, "expected \"bias\" to be none but it is " + bias);
        }
        requireInitialized(file, json.path("init_lora_weights"));
        int rank = json.path("r").asInt();
        double alpha = json.path("lora_alpha").asDouble(Double.NaN);
        if (!json.path("r").isInt() || rank < 1 || !Double.isFinite(alpha)) {
            throw new ModelFileException(
                    file, Reason.MALFORMED, "expected \"r\" to be a whole number from 1 and \"lora_alpha\" a number");
        }
        return new PeftConfig(
                file,
                rank,
                alpha,
                pattern(file, json, "rank_pattern"),
                pattern(file, json, "alpha_pattern"),
                json.path("use_rslora").asBoolean());
    }

    private static boolean isSet(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isBoolean() && !value.booleanValue())
                && !(value.isContainerNode() && value.isEmpty());
    }

    /** These ways of beginning change the weights of the base; PEFT can convert such adapters when it saves them. */
    private static void requireInitialized(Path file, JsonNode how) {
        String name = how.isTextual() ? how.textValue() : "";
        if (name.startsWith("pissa")
                || List.of("olora", "corda", "loftq", "lora_ga").contains(name)) {
            throw unsupported(
                    file,
                    "\"init_lora_weights\" is " + name + ", which changes the base: save the adapter with"
                            + " path_initial_model_for_weight_conversion");
        }
    }

    private static Map<String, Double> pattern(Path file, JsonNode json, String member) {
        Map<String, Double> values = new LinkedHashMap<>();
        json.path(member).properties().forEach(entry -> {
            if (!entry.getValue().isNumber()) {
                throw new ModelFileException(
                        file, Reason.MALFORMED, "expected \"" + member + "\" to hold numbers but it has another value");
            }
            try {
                Pattern.compile(entry.getKey());
            } catch (PatternSyntaxException e) {
                throw new ModelFileException(
                        file, Reason.MALFORMED, "expected names of modules in \"" + member + "\"", e);
            }
            values.put(entry.getKey(), entry.getValue().doubleValue());
        });
        return values;
    }

    /** Returns the rank of {@code module}. */
    int rankOf(String module) {
        return of(ranks, module, rank).intValue();
    }

    /** Returns what the product of the matrices of {@code module} is multiplied by. */
    double scale(String module) {
        double divisor = rankOf(module);
        return of(alphas, module, alpha) / (rootOfRank ? Math.sqrt(divisor) : divisor);
    }

    private static Double of(Map<String, Double> patterns, String module, double usual) {
        return patterns.entrySet().stream()
                .filter(entry -> Pattern.matches("(.*\\.)?(" + entry.getKey() + ")", module))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }

    private static ModelFileException unsupported(Path file, String seen) {
        return new ModelFileException(file, Reason.UNSUPPORTED, seen);
    }
}
