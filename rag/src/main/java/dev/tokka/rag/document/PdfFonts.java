// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDResources;
import org.jspecify.annotations.Nullable;

/**
 * Completes fonts that PDFBox would fail on.
 *
 * <p>A Japanese font that every viewer has need not be in the file, nor be described there. Where the machine has a Japanese
 * font, PDFBox 3.0.5 compares it with the description and ends in a {@code NullPointerException} if there is none.
 */
final class PdfFonts {

    private static final int SYMBOLIC = 4;

    private PdfFonts() {}

    /** Gives the font that {@code operands} select a description if it has none. */
    static void complete(List<COSBase> operands, @Nullable PDResources resources) {
        if (resources == null || operands.isEmpty() || !(operands.get(0) instanceof COSName name)) {
            return;
        }
        COSDictionary fonts = resources.getCOSObject().getCOSDictionary(COSName.FONT);
        COSDictionary font = fonts == null ? null : fonts.getCOSDictionary(name);
        COSArray descendants = font == null ? null : font.getCOSArray(COSName.DESCENDANT_FONTS);
        if (descendants != null
                && descendants.size() > 0
                && descendants.getObject(0) instanceof COSDictionary descendant
                && descendant.getCOSDictionary(COSName.FONT_DESC) == null) {
            COSDictionary description = new COSDictionary();
            description.setItem(COSName.TYPE, COSName.FONT_DESC);
            description.setItem(COSName.FONT_NAME, descendant.getItem(COSName.BASE_FONT));
            description.setInt(COSName.FLAGS, SYMBOLIC);
            descendant.setItem(COSName.FONT_DESC, description);
        }
    }
}
