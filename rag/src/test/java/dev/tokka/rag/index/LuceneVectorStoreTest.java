// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import java.nio.file.Path;
import java.util.List;

/** The rules of stores with meaning only, so that nothing but the search of vectors decides. */
class LuceneVectorStoreTest extends LuceneStoreTest {

    @Override
    LuceneIndex index(Path folder, IndexSettings settings) {
        return LuceneIndex.open(folder, new Hashing(), settings.withFusion(new Fusion.Convex(1)));
    }

    /** Texts point somewhere, equal texts to the same place. */
    private record Hashing() implements Encoder {

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            return texts.stream()
                    .map(text -> new float[] {(float) Math.cos(text.hashCode()), (float) Math.sin(text.hashCode())})
                    .toList();
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Description describe() {
            return Description.of("encoder", "hashing");
        }
    }
}
