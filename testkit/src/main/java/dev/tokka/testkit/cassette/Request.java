// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was asked of which model, in the form of the file.
 *
 * @param call how: {@code answer}, {@code chat} or {@code stream}
 * @param model the name of the model in the cassette
 * @param content what
 */
record Request(String call, String model, JsonNode content) {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** Returns the request that was seen, as it would be read from a file. */
    static Request seen(String call, String model, JsonNode content) {
        return new Request(call, model, Json.join(Json.treeOrText(Json.pretty(content))));
    }

    /** Returns what counts where white space does not. */
    String normalized() {
        return call + ' ' + model + ' ' + collapsed(content);
    }

    private static JsonNode collapsed(JsonNode tree) {
        return Json.mapTexts(tree, text -> SPACES.matcher(text).replaceAll(" ").strip());
    }

    /** Returns the content as it stands in the file. */
    List<String> lines() {
        return Json.pretty(content).lines().toList();
    }
}
