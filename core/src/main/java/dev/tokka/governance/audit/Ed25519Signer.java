// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** See {@link CheckpointSigner#ed25519(VerifierKey, PrivateKey)}. */
final class Ed25519Signer implements CheckpointSigner {

    private final VerifierKey verifier;
    private final PrivateKey key;

    Ed25519Signer(VerifierKey verifier, PrivateKey key) {
        this.verifier = requireNonNull(verifier, "verifier");
        this.key = requireNonNull(key, "key");
        byte[] probe = {1};
        if (!verifier.verifies(probe, Checkpoint.join(verifier.id(), sign(probe)))) {
            throw new IllegalArgumentException(
                    "the private key must be that of " + verifier.name() + " but its signatures do not fit");
        }
    }

    @Override
    public VerifierKey verifierKey() {
        return verifier;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key of " + verifier.name() + " must sign with Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "ed25519(" + verifier.name() + ")";
    }
}
