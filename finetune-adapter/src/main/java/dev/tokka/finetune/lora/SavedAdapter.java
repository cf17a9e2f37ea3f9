// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An adapter as PEFT saves it, looked through without a base: all of its matrices are there and fit each other.
 *
 * @param directory with {@code adapter_model.safetensors} and {@code adapter_config.json}
 * @param digest the SHA-256 of the file of its matrices
 */
public record SavedAdapter(Path directory, String digest) {

    /** Checks that there is a digest. */
    public SavedAdapter {
        Checks.requireText(digest, "digest");
    }

    /**
     * Looks an adapter through.
     *
     * @throws ModelFileException if it is incomplete, damaged, or of a kind that {@link LoraAdapter#open} refuses
     */
    public static SavedAdapter open(Path directory) {
        PeftAdapter adapter = PeftAdapter.of(ModelDirectory.of(directory));
        try {
            return new SavedAdapter(directory, Digests.sha256(adapter.file()));
        } catch (IOException e) {
            throw new ModelFileException(adapter.file(), Reason.UNREADABLE, "expected a file that can be read", e);
        }
    }
}
