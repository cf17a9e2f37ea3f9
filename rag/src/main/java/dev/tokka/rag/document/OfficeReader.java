// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Reads files of Word, Excel and PowerPoint, those of today and those before 2007. Which of them a file is, it says
 * itself, whatever its name says.
 */
record OfficeReader(ReadLimits limits, InstantSource clock) implements DocumentReader {

    private static final String STRICT_MAIN = PackageRelationshipTypes.STRICT_CORE_DOCUMENT;
    private static final int MAGIC_BYTES = 44; // what POI looks at

    @Override
    public SourceDocument read(String id, byte[] content) {
        Checks.requireText(id, "id");
        requireNonNull(content, "content");
        ReadTimer timer = ReadTimer.start(id, limits.maxTime(), clock);
        Guard.requireSize(id, content.length, limits);
        TextWriter writer = new TextWriter(id, limits.maxCharacters());
        return Guard.requireText(Guard.parsing(id, () -> {
            try {
                return switch (FileMagic.valueOf(Arrays.copyOf(content, Math.min(content.length, MAGIC_BYTES)))) {
                    case OOXML -> openXml(content, new Target(writer, limits, timer));
                    case OLE2 -> compound(content, new Target(writer, limits, timer));
                    default -> throw malformed(id, "an Office file but its first bytes are of something else");
                };
            } catch (EncryptedDocumentException e) {
                throw encrypted(id);
            }
        }));
    }

    /** Where text goes and what it may cost. */
    record Target(TextWriter writer, ReadLimits limits, ReadTimer timer) {}

    private static SourceDocument openXml(byte[] content, Target target) throws IOException {
        String id = target.timer().documentId();
        try (ZipParts parts = new ZipParts(content, target.timer())) {
            OPCPackage opened = OPCPackage.open(parts);
            String type = mainPartType(opened);
            if (parts.hasPart("vbaProject.bin")) {
                target.writer().flag(Flag.ACTIVE_CONTENT_IGNORED);
            }
            if (type.contains("wordprocessingml") || type.contains("ms-word")) {
                new WordReader(target).read(opened);
            } else if (type.contains("spreadsheetml")
                    || type.contains("ms-excel.sheet.macro")
                    || type.contains("ms-excel.template.macro")) {
                new WorkbookReader(target).read(opened);
            } else if (type.contains("presentationml") || type.contains("ms-powerpoint")) {
                new SlidesReader(target).read(opened);
            } else {
                throw malformed(id, "a file of Word, Excel or PowerPoint but its main part is of another type");
            }
            return target.writer()
                    .finish(opened.getPackageProperties().getTitleProperty().orElse(""));
        } catch (OpenXML4JException e) {
            throw new IOException("not an Office file", e);
        }
    }

    private static String mainPartType(OPCPackage opened) {
        var parts = opened.getPartsByRelationshipType(PackageRelationshipTypes.CORE_DOCUMENT);
        if (parts.isEmpty()) {
            parts = opened.getPartsByRelationshipType(STRICT_MAIN);
        }
        return parts.isEmpty() ? "" : parts.get(0).getContentType();
    }

    private static SourceDocument compound(byte[] content, Target target) throws IOException {
        String id = target.timer().documentId();
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(content))) {
            var root = files.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                throw encrypted(id);
            }
            if (root.hasEntryCaseInsensitive("Macros") || root.hasEntryCaseInsensitive("_VBA_PROJECT_CUR")) {
                target.writer().flag(Flag.ACTIVE_CONTENT_IGNORED);
            }
            if (root.hasEntryCaseInsensitive("WordDocument")) {
                new OldWordReader(target).read(files);
            } else if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
                new OldWorkbookReader(target).read(files);
            } else if (root.hasEntryCaseInsensitive("PowerPoint Document")) {
                new SlidesReader(target).read(files);
            } else {
                throw malformed(id, "a file of Word, Excel or PowerPoint but it holds something else");
            }
            return target.writer().finish("");
        }
    }

    private static DocumentException malformed(String id, String detail) {
        return new DocumentException(id, Reason.MALFORMED, "expected " + detail);
    }

    private static DocumentException encrypted(String id) {
        return new DocumentException(id, Reason.ENCRYPTED, "expected a file without encryption but it is encrypted");
    }
}
