// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is specific to one call and to one run, and how it is hidden in a cassette: secrets are removed; the random
 * fences of the request and the caller have names there, which a replay fills with its own fences and caller.
 */
final class Scrubber {

    /** A delimiter of 128 random bits, which a prompt puts around what it does not trust. */
    private static final Pattern FENCE = Pattern.compile("(?<![0-9a-fA-F])[0-9a-f]{32}(?![0-9a-fA-F])");

    private static final String CALLER = "<caller>";

    private final Redaction redaction;
    private final Map<String, String> names = new LinkedHashMap<>();

    private Scrubber(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Returns what hides the secrets and the caller in {@code request} and its fences. */
    static Scrubber of(Redaction redaction, JsonNode request, Optional<String> caller) {
        Scrubber scrubber = new Scrubber(redaction);
        caller.ifPresent(id -> scrubber.names.put(id, CALLER));
        Json.mapTexts(request, text -> {
            Matcher fences = FENCE.matcher(redaction.apply(text));
            while (fences.find()) {
                scrubber.names.putIfAbsent(fences.group(), "<fence-" + (scrubber.fences() + 1) + ">");
            }
            return text;
        });
        return scrubber;
    }

    /** Returns what makes a text fit for the file. */
    Rewriting hiding() {
        return new Rewriting(this::hide);
    }

    /** Returns what makes a text of the file fit for this call. */
    Rewriting showing() {
        return new Rewriting(this::show);
    }

    /** Returns {@code tree} with all its texts hidden. */
    JsonNode hide(JsonNode tree) {
        return Json.mapTexts(tree, this::hide);
    }

    private String hide(String text) {
        String result = redaction.apply(text);
        for (Map.Entry<String, String> name : names.entrySet()) {
            // Not within a longer word: a caller may be called "a". A fence may stand beside letters.
            String part = name.getValue().equals(CALLER) ? "[\\p{L}\\p{N}]" : "[0-9a-fA-F]";
            Pattern whole = Pattern.compile("(?<!" + part + ")" + Pattern.quote(name.getKey()) + "(?!" + part + ")");
            result = whole.matcher(result).replaceAll(Matcher.quoteReplacement(name.getValue()));
        }
        return result;
    }

    private String show(String text) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace(name.getValue(), name.getKey());
        }
        return result;
    }

    private long fences() {
        return names.values().stream().filter(name -> !name.equals(CALLER)).count();
    }
}
