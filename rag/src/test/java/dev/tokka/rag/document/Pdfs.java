// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Makes PDF files for tests. */
final class Pdfs {

    private static final PDFont FONT = new PDType1Font(FontName.HELVETICA);

    private Pdfs() {}

    /** Draws on one page; y is counted from the bottom. */
    static void draw(PDDocument document, Drawing drawing) throws IOException {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            drawing.on(content);
        }
    }

    static void text(PDPageContentStream content, float size, float x, float y, String text) throws IOException {
        content.beginText();
        content.setFont(FONT, size);
        content.newLineAtOffset(x, y);
        content.showText(text);
        content.endText();
    }

    /** Adds a page whose instructions are {@code content}, as they are. */
    static PDPage raw(PDDocument document, String content) throws IOException {
        PDPage page = new PDPage();
        PDStream stream = new PDStream(document);
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        page.setContents(stream);
        page.setResources(new PDResources());
        document.addPage(page);
        return page;
    }

    /** Adds a page of Japanese lines in one of the fonts that every viewer has, so that none must be embedded. */
    static void japanese(PDDocument document, String... lines) throws IOException {
        StringBuilder content = new StringBuilder("BT /F1 10 Tf 14 TL 50 700 Td\n");
        for (String line : lines) {
            content.append('<')
                    .append(HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_16BE)))
                    .append("> Tj T*\n");
        }
        PDPage page = raw(document, content.append("ET").toString());
        COSDictionary fonts = new COSDictionary();
        fonts.setItem(COSName.getPDFName("F1"), japaneseFont());
        page.getResources().getCOSObject().setItem(COSName.FONT, fonts);
    }

    private static COSDictionary japaneseFont() {
        COSDictionary characters = new COSDictionary();
        characters.setString(COSName.REGISTRY, "Adobe");
        characters.setString(COSName.ORDERING, "Japan1");
        characters.setInt(COSName.SUPPLEMENT, 6);
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.getPDFName("CIDFontType0"));
        descendant.setItem(COSName.BASE_FONT, COSName.getPDFName("HeiseiMin-W3"));
        descendant.setItem(COSName.CIDSYSTEMINFO, characters);
        descendant.setItem(COSName.DW, COSInteger.get(1000));
        COSArray descendants = new COSArray();
        descendants.add(descendant);
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setItem(COSName.BASE_FONT, COSName.getPDFName("HeiseiMin-W3-UniJIS-UTF16-H"));
        font.setItem(COSName.ENCODING, COSName.getPDFName("UniJIS-UTF16-H"));
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        return font;
    }

    /** Returns the bytes of the document that {@code writing} writes. */
    static byte[] bytes(Writing writing) {
        try (PDDocument document = new PDDocument()) {
            writing.to(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts content on a page. */
    @FunctionalInterface
    interface Drawing {
        void on(PDPageContentStream content) throws IOException;
    }

    /** Puts pages into a document. */
    @FunctionalInterface
    interface Writing {
        void to(PDDocument document) throws IOException;
    }
}
