// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.training.graph.GraphBuilder;

/** What is done with features before planes separate them; the same in Java, for training, and in the graph. */
interface FeatureMap {

    /** Returns how many columns come out. */
    int width();

    /** Returns the columns that are not 0, ascending; the first is number 1, as LIBLINEAR counts. */
    Feature[] map(FeatureVector features);

    /** Adds the same to a graph, whose value {@code input} it reads, and returns the name of what comes out. */
    String addTo(GraphBuilder graph, String input);

    /** The features as they are. */
    record Identity(int width) implements FeatureMap {

        @Override
        public Feature[] map(FeatureVector features) {
            Feature[] mapped = new Feature[features.kept()];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = new FeatureNode(features.column(i) + 1, features.value(i));
            }
            return mapped;
        }

        @Override
        public String addTo(GraphBuilder graph, String input) {
            return input;
        }
    }
}
