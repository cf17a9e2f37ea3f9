// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.governance.inventory.Development.Ingredient;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ingredient as a component of a bill of materials. */
final class BomComponent {

    private static final Pattern DIGEST = Pattern.compile("(?:([a-z0-9-]+):)?([0-9a-f]+)");

    private BomComponent() {}

    static boolean isData(Ingredient ingredient) {
        return ingredient.kind() == Ingredient.Kind.TRAINING_DATA || ingredient.kind() == Ingredient.Kind.INDEX;
    }

    static void write(Ingredient ingredient, String ref, ObjectNode json) {
        Ingredient.Kind kind = ingredient.kind();
        boolean data = isData(ingredient) || kind == Ingredient.Kind.PROMPT;
        json.put("type", data ? "data" : "machine-learning-model")
                .put("bom-ref", ref)
                .put("name", ingredient.name())
                .put("description", Words.kind(kind).english());
        Optional<ObjectNode> hash = ingredient.digest().flatMap(BomComponent::hash);
        hash.ifPresent(each -> json.putArray("hashes").add(each));
        ingredient.licence().ifPresent(licence -> {
            ObjectNode node = json.putArray("licenses").addObject().putObject("license");
            Licences.spdx(licence).ifPresentOrElse(id -> node.put("id", id), () -> node.put("name", licence));
        });
        if (data) {
            json.putArray("data")
                    .addObject()
                    .put("type", kind == Ingredient.Kind.PROMPT ? "configuration" : "dataset")
                    .put("name", ingredient.name());
        }
        if (hash.isEmpty()) {
            ingredient
                    .digest()
                    .ifPresent(digest -> json.putArray("properties")
                            .addObject()
                            .put("name", "tokka:digest")
                            .put("value", digest));
        }
    }

    /** Returns a digest as a hash, if it says by its length, or by its name and length, which algorithm it is of. */
    private static Optional<ObjectNode> hash(String digest) {
        Matcher matcher = DIGEST.matcher(digest.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(matcher.group(1)).orElse("sha256").replace("-", "");
        String hex = matcher.group(2);
        String algorithm = switch (name + " " + hex.length()) {
            case "md5 32" -> "MD5";
            case "sha1 40" -> "SHA-1";
            case "sha256 64" -> "SHA-256";
            case "sha384 96" -> "SHA-384";
            case "sha512 128" -> "SHA-512";
            default -> "";
        };
        return algorithm.isEmpty()
                ? Optional.empty()
                : Optional.of(Json.object().put("alg", algorithm).put("content", hex));
    }
}
