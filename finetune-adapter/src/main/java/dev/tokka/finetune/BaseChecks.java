// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import dev.tokka.finetune.lora.FileManifest;
import dev.tokka.finetune.text.ChatTemplate;
import dev.tokka.governance.integrity.ModelSignature;
import dev.tokka.governance.integrity.TrustedSigner;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What is looked at of a base in this process before native code sees it. */
final class BaseChecks {

    private BaseChecks() {}

    /** Checks seal and chat template of the base that {@code file} names. */
    static void check(TunedFile file, TunedFile.Local local) {
        ModelDirectory directory = ModelDirectory.of(local.directory());
        seal(file, local.directory(), local.seal());
        if (file.prompt().raw()) {
            return;
        }
        Optional<String> served = ChatTemplate.digest(directory);
        if (served.isEmpty()) {
            throw new ModelFileException(
                    local.directory(),
                    Reason.MISSING,
                    "expected a chat template because the model was tuned on messages but there is none: add the"
                            + " chat_template.jinja of the training, or name the raw format of the training in "
                            + file.file());
        }
        file.prompt().template().ifPresent(tuned -> requireSame(file.file(), tuned, served.get()));
        Stream.concat(local.adapters().values().stream(), local.merged().stream())
                .filter(path -> Files.isDirectory(path))
                .forEach(path -> ChatTemplate.digest(ModelDirectory.of(path))
                        .ifPresent(tuned -> requireSame(path, tuned, served.get())));
    }

    private static void seal(TunedFile file, Path directory, TunedFile.Seal seal) {
        if (seal.manifest().isPresent() || FileManifest.isIn(directory)) {
            FileManifest manifest = FileManifest.read(directory);
            seal.manifest().filter(digest -> !digest.equals(manifest.digest())).ifPresent(digest -> {
                throw new ModelFileException(
                        file.file(),
                        Reason.UNSUPPORTED,
                        "expected the manifest of the base to have the digest " + digest + " but it has "
                                + manifest.digest());
            });
            manifest.check(directory);
        }
        seal.signature()
                .ifPresent(signature -> ModelSignature.verify(
                        directory, signature, TrustedSigner.key(seal.signer().orElseThrow())));
    }

    private static void requireSame(Path where, String tuned, String served) {
        if (!tuned.equals(served)) {
            throw new ModelFileException(
                    where,
                    Reason.UNSUPPORTED,
                    "expected the chat template of the training, with SHA-256 " + tuned
                            + ", but the base would be asked by" + " another, with " + served
                            + ": put the chat template of the training beside the base");
        }
    }
}
