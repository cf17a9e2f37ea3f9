// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.rag.document.SourceDocument;
import java.util.List;

/** A few documents of a bank. */
final class Samples {

    private Samples() {}

    static List<SourceDocument> documents() {
        return List.of(
                SourceDocument.markdown(
                        "cards.md",
                        "# Cards\n\n## Disputes\n\nA card payment can be disputed for 120 days.\n\n## Loss\n\n"
                                + "A lost card is blocked at once.\n"),
                SourceDocument.markdown(
                        "branch.md", "# Branch\n\n## Signatures\n\nThe manager may sign for the branch.\n"),
                SourceDocument.markdown(
                        "fees.md", "# Fees\n\n## Transfers\n\nA transfer abroad costs 12 euros per payment.\n"),
                SourceDocument.markdown("振込.md", "# 振込\n\n## 手数料\n\n海外への振込の手数料は4,000円です。\n"));
    }
}
