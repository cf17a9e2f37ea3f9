// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Pieces of a text with their counts, for Lucene. */
final class PieceStream extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute count = addAttribute(TermFrequencyAttribute.class);
    private final Iterator<Map.Entry<String, Integer>> pieces;

    PieceStream(Map<String, Integer> pieces) {
        this.pieces = pieces.entrySet().iterator();
    }

    @Override
    public boolean incrementToken() {
        if (!pieces.hasNext()) {
            return false;
        }
        clearAttributes();
        Map.Entry<String, Integer> piece = pieces.next();
        term.append(ExampleFields.term(piece.getKey()));
        count.setTermFrequency(piece.getValue());
        return true;
    }
}
