// Loaded for what it adds to every app.
import './pod-security/pod-security-check';
