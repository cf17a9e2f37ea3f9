// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import dev.tokka.Checks;
import dev.tokka.Description;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Models with a common ancestor: a judge of one family prefers the answers of its own (Panickssery et al. 2024,
 * arXiv:2404.13076).
 *
 * @param name in lower case, such as {@code llama}; not blank
 */
public record ModelFamily(String name) {

    private static final Map<String, Pattern> PATTERNS = patterns();

    /** Checks the name and puts it into lower case. */
    public ModelFamily {
        name = Checks.requireText(name, "name").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the families whose names occur in the names and model ids of a description and its parts. It is empty where
     * the ids tell nothing, as for a model with a name of one's own: then name the family.
     */
    public static Set<ModelFamily> of(Description description) {
        return Collections.unmodifiableSet(ids(description)
                .flatMap(id -> PATTERNS.entrySet().stream()
                        .filter(family -> family.getValue().matcher(id).find())
                        .map(family -> new ModelFamily(family.getKey())))
                .collect(Collectors.toSet()));
    }

    private static Stream<String> ids(Description description) {
        Stream<String> own = Stream.concat(
                Stream.of(description.name()),
                description.properties().entrySet().stream()
                        .filter(property ->
                                property.getKey().toLowerCase(Locale.ROOT).contains("model"))
                        .map(Map.Entry::getValue));
        return Stream.concat(own, description.parts().stream().flatMap(ModelFamily::ids))
                .map(id -> id.toLowerCase(Locale.ROOT));
    }

    /** Descendants with names of their own count to the family of what they were trained from. */
    private static Map<String, Pattern> patterns() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("gpt", "gpt-?(?!-?(?:neo|j\\b|2\\b))|chatgpt|o[134](?=-|$)|davinci");
        names.put("gpt-neo", "gpt-?(?:neo|j\\b)|pythia");
        names.put("claude", "claude");
        names.put("llama", "llama|vicuna|alpaca|meditron|codellama");
        names.put("qwen", "qwen|qwq");
        names.put("gemini", "gemini|palm|medlm");
        names.put("gemma", "gemma|medgemma");
        names.put("mistral", "mistral|mixtral|ministral|codestral|zephyr");
        names.put("deepseek", "deepseek");
        names.put("phi", "phi-?\\d");
        names.put("command", "command-|c4ai|aya-");
        names.put("grok", "grok");
        Map<String, Pattern> compiled = new TreeMap<>();
        names.forEach((family, pattern) -> compiled.put(family, Pattern.compile("(?<![a-z])(?:" + pattern + ")")));
        return Collections.unmodifiableMap(compiled);
    }
}
