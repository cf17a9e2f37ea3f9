// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.POIDocument;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Makes files of Word, Excel and PowerPoint for tests. */
final class Offices {

    private Offices() {}

    static byte[] word(Writing<XWPFDocument> writing) {
        return bytes(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                writing.to(document);
                document.write(out);
            }
        });
    }

    static byte[] excel(Writing<XSSFWorkbook> writing) {
        return bytes(out -> {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                writing.to(workbook);
                workbook.write(out);
            }
        });
    }

    static byte[] slides(Writing<XMLSlideShow> writing) {
        return bytes(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                writing.to(show);
                show.write(out);
            }
        });
    }

    static <T extends POIDocument> byte[] old(T document, Writing<T> writing) {
        return bytes(out -> {
            try (document) {
                writing.to(document);
                document.write(out);
            }
        });
    }

    /** Returns a Word file whose body is {@code body}, as it is. */
    static byte[] rawWord(String body) {
        return rawWord(body, Map.of());
    }

    /** Returns a Word file whose body is {@code body}, with more parts such as {@code styles}, as they are. */
    static byte[] rawWord(String body, Map<String, String> parts) {
        return zip(zip -> {
            StringBuilder relations = new StringBuilder();
            StringBuilder types = new StringBuilder();
            for (Map.Entry<String, String> part : parts.entrySet()) {
                relations
                        .append("<Relationship Id='")
                        .append(part.getKey())
                        .append("' Target='")
                        .append(part.getKey())
                        .append(".xml' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/")
                        .append(part.getKey())
                        .append("'/>");
                types.append("<Override PartName='/word/")
                        .append(part.getKey())
                        .append(".xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.")
                        .append(part.getKey())
                        .append("+xml'/>");
                entry(zip, "word/" + part.getKey() + ".xml", part.getValue());
            }
            entry(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            + "<Default Extension='rels'"
                            + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                            + "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-"
                            + "officedocument.wordprocessingml.document.main+xml'/>" + types + "</Types>");
            entry(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                            + "<Relationship Id='r1' Target='word/document.xml' Type='http://schemas.openxmlformats.org/"
                            + "officeDocument/2006/relationships/officeDocument'/></Relationships>");
            entry(
                    zip,
                    "word/_rels/document.xml.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + relations
                            + "</Relationships>");
            entry(zip, "word/document.xml", body);
        });
    }

    /** Returns {@code content} in the body of a Word document. */
    static String body(String content) {
        return "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>" + content
                + "</w:body></w:document>";
    }

    static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    static byte[] zip(Writing<ZipOutputStream> writing) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                writing.to(zip);
            }
        });
    }

    private static byte[] bytes(Writing<OutputStream> writing) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            writing.to(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts content into something. */
    @FunctionalInterface
    interface Writing<T> {
        void to(T target) throws IOException;
    }
}
