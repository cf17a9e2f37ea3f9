// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.security.KeyPair;
import java.security.PrivateKey;

/**
 * Signs {@linkplain Checkpoint checkpoints}. Implement it where the key is in a hardware module or a key service.
 *
 * <p>Called by the threads that write records, now and then, by one at a time.
 */
public interface CheckpointSigner {

    /** Returns by what the signatures are checked; always the same. */
    VerifierKey verifierKey();

    /**
     * Returns the Ed25519 signature of {@code message}, 64 bytes.
     *
     * @throws RuntimeException if it cannot be had now; the checkpoint is then not taken
     */
    byte[] sign(byte[] message);

    /**
     * Returns a signer that has its key in memory.
     *
     * @param name of who signs, such as {@code "bank.example/audit"}
     * @param keys of Ed25519
     * @throws IllegalArgumentException if they are of another kind
     */
    static CheckpointSigner ed25519(String name, KeyPair keys) {
        return ed25519(new VerifierKey(name, keys.getPublic()), keys.getPrivate());
    }

    /**
     * Returns a signer that has its key in memory.
     *
     * @throws IllegalArgumentException if the private key is not that of {@code verifier}
     */
    static CheckpointSigner ed25519(VerifierKey verifier, PrivateKey key) {
        return new Ed25519Signer(verifier, key);
    }
}
