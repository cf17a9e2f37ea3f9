// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import java.util.Optional;

/** What runs beside the model of a deployment. */
record Extras(long adapterBytes, Optional<Encoder> encoder, Optional<VectorIndex> index) {

    static final Extras NONE = new Extras(0, Optional.empty(), Optional.empty());

    /** The encoder of a retrieval; it reads one text at a time. */
    record Encoder(ModelArchitecture model, Precision precision) {

        long bytes() {
            return Math.addExact(
                    precision.bytes(model),
                    Activations.bytes(model, precision, model.shape().positions(), 0));
        }
    }
}
