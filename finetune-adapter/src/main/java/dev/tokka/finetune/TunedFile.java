// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import dev.tokka.Description;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a model's file.
 *
 * @param file where it is, for messages
 * @param name of the model
 * @param asked how a language model is asked; empty for a head
 * @param records what is told of the training
 */
record TunedFile(Path file, String name, ModelCard card, Optional<TunedPrompt> asked, Base base, Records records) {

    static final String NAME = "tokka-model.json";

    private static final List<String> ALWAYS = List.of(
            "name", "version", "datasheet", "evidence", "licence", "trainingData", "intendedUse", "knownLimits");
    private static final List<String> LOCAL =
            List.of("graph", "adapters", "adapter", "merged", "manifest", "signature", "signer");

    /** What was tuned, and where it answers. */
    sealed interface Base {}

    /**
     * A head that was trained in the JVM.
     *
     * @param directory with a {@code tokka-head.json}
     */
    record Head(Path directory) implements Base {}

    /**
     * What is told of the training, in files of their own.
     *
     * @param datasheet what it was trained on
     * @param evidence how it was trained, and how well that went
     */
    record Records(Optional<Attachment> datasheet, Optional<Attachment> evidence) {

        /** Checks that all that is named is there and unchanged. */
        void check() {
            datasheet.ifPresent(Attachment::check);
            evidence.ifPresent(Attachment::check);
        }

        Description addTo(Description description) {
            Description told = datasheet
                    .map(each -> description.with(each.what(), each.sha256()))
                    .orElse(description);
            return evidence.map(each -> told.with(each.what(), each.sha256())).orElse(told);
        }
    }

    /**
     * A directory with files, to be opened in this process.
     *
     * @param graph empty for the usual one
     * @param adapters by name, in the order of the file
     * @param adapter the name of the one that answers; empty for the base
     * @param merged the adapter that is added to the weights while they are loaded, if any
     * @param seal what the files of the directory are checked by
     */
    record Local(
            Path directory, String graph, Map<String, Path> adapters, String adapter, Optional<Path> merged, Seal seal)
            implements Base {}

    /**
     * What the files of a directory are checked by, before native code sees them.
     *
     * @param manifest the digest that the directory's manifest must have, if one is given
     * @param signature the bundle, if one is given
     * @param signer the public key of who must have signed; empty if there is no bundle
     */
    record Seal(Optional<String> manifest, Optional<Path> signature, Optional<Path> signer) {}

    /**
     * A model that a server holds.
     *
     * @param model its id there; an adapter's own, where the server has adapters
     * @param raw whether it is asked to go on writing a text
     * @param keyVariable the environment variable that holds the key; empty for none
     */
    record Served(Kind kind, String url, String model, boolean raw, String keyVariable) implements Base {}

    /** What serves a model. */
    enum Kind {
        OPENAI,
        VLLM,
        TGI,
        OLLAMA
    }

    /** Reads {@code path}, which is such a file, or a directory that has one. */
    static TunedFile read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isRegularFile(file)) {
            throw new ModelFileException(
                    file, Reason.MISSING, "expected a file that describes a fine-tuned model but there is none");
        }
        Members members = new Members(file, "", ModelDirectory.of(folder).json(String.valueOf(file.getFileName())));
        boolean head = members.json().has("head");
        members.only(Stream.of(ALWAYS, List.of("head"), List.of("base", "prompt"), LOCAL)
                .flatMap(List::stream)
                .toArray(String[]::new));
        ModelCard card = new ModelCard(
                members.required("version"),
                members.required("licence"),
                members.required("trainingData"),
                members.required("intendedUse"),
                members.required("knownLimits"));
        TunedFile tuned = new TunedFile(
                file,
                members.required("name"),
                card,
                head ? Optional.empty() : Optional.of(TunedPrompt.of(members.object("prompt"))),
                head ? head(members, folder) : members.isObject("base") ? served(members) : local(members, folder),
                new Records(attachment(members, "datasheet", folder), attachment(members, "evidence", folder)));
        tuned.requireOneWay();
        return tuned;
    }

    /** Returns how the language model is asked. */
    TunedPrompt prompt() {
        return asked.orElseThrow(() -> new IllegalStateException("a head has no prompt"));
    }

    private static Optional<Attachment> attachment(Members members, String what, Path folder) {
        return members.json().has(what) ? Optional.of(Attachment.read(members, what, folder)) : Optional.empty();
    }

    private static Head head(Members members, Path folder) {
        Stream.concat(Stream.of("base", "prompt"), LOCAL.stream())
                .filter(members.json()::has)
                .forEach(language -> {
                    throw members.wrong("expected no \"" + language
                            + "\" beside \"head\", which is no language model, but there is one");
                });
        return new Head(path(members, "head", folder));
    }

    private static Local local(Members members, Path folder) {
        Map<String, Path> adapters = new LinkedHashMap<>();
        if (!members.json().path("adapters").isMissingNode()) {
            Members named = members.object("adapters");
            named.json().fieldNames().forEachRemaining(name -> adapters.put(name, path(named, name, folder)));
        }
        String adapter = members.text("adapter").orElse("");
        if (!adapter.isEmpty() && !adapters.containsKey(adapter)) {
            throw members.wrong("expected \"adapter\" to be one of " + adapters.keySet() + " but it is another");
        }
        return new Local(
                path(members, "base", folder),
                members.text("graph").orElse(""),
                adapters,
                adapter,
                members.text("merged").map(each -> path(members, "merged", folder)),
                seal(members, folder));
    }

    private static Seal seal(Members members, Path folder) {
        Optional<Path> signature = members.text("signature").map(each -> path(members, "signature", folder));
        Optional<Path> signer = members.text("signer").map(each -> path(members, "signer", folder));
        if (signature.isPresent() != signer.isPresent()) {
            throw members.wrong("expected \"signature\" and \"signer\" together but there is only one of them");
        }
        return new Seal(members.text("manifest"), signature, signer);
    }

    static Path path(Members members, String member, Path folder) {
        try {
            return folder.resolve(members.required(member)).normalize();
        } catch (InvalidPathException e) {
            throw members.wrong("expected \"" + member + "\" to be a path but it cannot be one");
        }
    }

    private static Served served(Members members) {
        for (String local : LOCAL) {
            if (members.json().has(local)) {
                throw members.wrong("expected no \"" + local + "\" for a served model but there is one; a server has an"
                        + " id of its own for an adapter: give that as \"model\"");
            }
        }
        Members base = members.object("base");
        base.only("kind", "url", "model", "api", "keyVariable");
        String api = base.required("api");
        if (!api.equals("chat") && !api.equals("completion")) {
            throw base.wrong("expected \"api\" to be chat or completion but it is another text");
        }
        Kind kind = Stream.of(Kind.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(base.required("kind")))
                .findFirst()
                .orElseThrow(() -> base.wrong("expected \"kind\" to be one of "
                        + Stream.of(Kind.values())
                                .map(known -> known.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + " but it is another"));
        return new Served(
                kind,
                url(base),
                base.required("model"),
                api.equals("completion"),
                base.text("keyVariable").orElse(""));
    }

    private static String url(Members base) {
        String url = base.required("url");
        try {
            URI uri = URI.create(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw base.wrong("expected \"url\" to be an address but it cannot be one");
        }
        throw base.wrong("expected \"url\" to be an address of http or https, without a password, but it is another");
    }

    /** Refuses to serve a model by another template than the one that it was tuned with. */
    private void requireOneWay() {
        if (!(base instanceof Served served)) {
            return;
        }
        TunedPrompt prompt = prompt();
        if (prompt.raw() != served.raw()) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    prompt.raw()
                            ? "expected \"api\" completion because the model was tuned on the raw text of the format "
                                    + prompt.format() + ", which a chat template would wrap, but it is chat"
                            : "expected \"api\" chat because the model was tuned on messages but it is completion");
        }
        if (served.kind() == Kind.OLLAMA && served.raw()) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "Ollama wraps every prompt in the template of its Modelfile, so the format " + prompt.format()
                            + " would not arrive as it was in training: serve the model by vLLM or TGI, or give it a"
                            + " Modelfile with TEMPLATE {{ .Prompt }} and \"kind\" openai with the address .../v1");
        }
        if (prompt.template().isPresent()) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected no \"template\" for a served model, whose template cannot be seen from here: compare it where"
                            + " it is served, and leave \"template\" out");
        }
    }
}
