// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDResources;

/**
 * Follows the color that a page of a PDF is written in, as far as that tells white letters on bare paper from others.
 *
 * <p>Colors are looked at as numbers only: to convert them would mean to load color profiles out of the file.
 */
final class PdfInk {

    private static final Set<String> FILLING = Set.of("f", "F", "f*", "B", "B*", "b", "b*");
    private static final Set<String> PLAIN =
            Set.of("DeviceGray", "DeviceRGB", "DeviceCMYK", "ICCBased", "CalGray", "CalRGB");
    private static final float ALMOST = 0.999f;
    private static final int MAX_SAVED = 10_000; // colors saved and not restored

    private final Deque<Boolean> saved = new ArrayDeque<>();
    private boolean white;
    private boolean plain = true; // whether the numbers of a color mean gray, light or ink
    private boolean painted;
    private boolean image;

    /** Takes an instruction of the page. */
    void see(String operator, List<COSBase> operands, PDResources resources) {
        switch (operator) {
            case "g", "rg", "k" -> white = isWhite(operands);
            case "sc", "scn" -> white = plain && isWhite(operands);
            case "cs" -> {
                plain = isPlain(operands, resources);
                white = false;
            }
            case "sh" -> painted = true;
            case "Do", "BI" -> {
                painted = true;
                image = true;
            }
            default -> painted |= !white && FILLING.contains(operator);
        }
    }

    void save() {
        if (saved.size() < MAX_SAVED) {
            saved.push(white);
        }
    }

    void restore() {
        if (!saved.isEmpty()) {
            white = saved.pop();
        }
    }

    /** Returns whether letters are now white on paper on which nothing was painted yet. */
    boolean isInvisible() {
        return white && !painted;
    }

    /** Returns whether the page has what may be an image. */
    boolean hasImage() {
        return image;
    }

    private static boolean isWhite(List<COSBase> operands) {
        if (operands.isEmpty() || operands.size() == 2 || operands.size() > 4) {
            return false;
        }
        boolean ink = operands.size() == 4;
        for (COSBase operand : operands) {
            if (!(operand instanceof COSNumber number)
                    || (ink ? number.floatValue() > 1 - ALMOST : number.floatValue() < ALMOST)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(List<COSBase> operands, PDResources resources) {
        if (operands.isEmpty() || !(operands.get(0) instanceof COSName name)) {
            return false;
        }
        if (PLAIN.contains(name.getName())) {
            return true;
        }
        COSDictionary spaces =
                resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.COLORSPACE);
        return spaces != null
                && spaces.getDictionaryObject(name) instanceof COSArray space
                && space.size() > 0
                && space.getObject(0) instanceof COSName kind
                && PLAIN.contains(kind.getName());
    }
}
